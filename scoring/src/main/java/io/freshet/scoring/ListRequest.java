package io.freshet.scoring;

import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.UserFeatures;
import java.util.Optional;
import java.util.Set;

/**
 * A list to be made.
 *
 * @param id of the list
 * @param trigger event id of the interaction that brings it about; absent: it answers a request
 * @param size how many items
 * @param exclude items that are not wanted this time
 * @param eventTime of the trigger or request, epoch milliseconds
 * @param ingestTime of the trigger or request, epoch milliseconds
 */
public record ListRequest(
    String id,
    Optional<String> trigger,
    int size,
    Set<String> exclude,
    long eventTime,
    long ingestTime) {

  /** The list after an interaction: its id is {@code <user>/<sequence>}. */
  public static ListRequest after(UserFeatures features, int size) {
    return new ListRequest(
        features.getUser() + '/' + features.getSequence(),
        Optional.of(features.getTrigger()),
        size,
        Set.of(),
        features.getEventTime(),
        features.getTriggerIngestTime());
  }

  /** The list that answers a request: its id is the request's. */
  public static ListRequest answering(RecommendationRequest request, int defaultSize) {
    return new ListRequest(
        request.getRequestId(),
        Optional.empty(),
        request.getCount().orElse(defaultSize),
        Set.copyOf(request.getExclude()),
        request.getEventTime(),
        request.getIngestTime());
  }
}
