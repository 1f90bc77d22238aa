package io.freshet.deploy.flink;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.OperatorID;

/**
 * State in a checkpoint that a job does not ask for. Flink does not restore a job then, and
 * rightly: somebody renamed an operator. But some operators are there only while something is
 * configured, and take their state along when they go.
 */
final class UnclaimedState {
  /** What their uids begin with. */
  private static final List<String> BY_CONFIGURATION =
      List.of("scoring-infer-", "scoring-encode-texts");

  private UnclaimedState() {}

  /**
   * Whether all state that a job leaves unclaimed is of operators that are there by configuration.
   *
   * @param point checkpoint or savepoint
   */
  static boolean mayBeLeft(Path point, JobGraph job) throws IOException {
    Set<OperatorID> claimed = claimed(job);
    return states(point).stream()
        .filter(UnclaimedState::hasState)
        .filter(state -> !claimed.contains(state.getOperatorID()))
        .allMatch(UnclaimedState::isByConfiguration);
  }

  private static boolean hasState(OperatorState state) {
    return state.getCoordinatorState() != null
        || state.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
  }

  private static boolean isByConfiguration(OperatorState state) {
    String uid = state.getOperatorUid().orElse("");
    return BY_CONFIGURATION.stream().anyMatch(uid::startsWith);
  }

  private static Set<OperatorID> claimed(JobGraph job) {
    return StreamSupport.stream(job.getVertices().spliterator(), false)
        .flatMap(vertex -> vertex.getOperatorIDs().stream())
        .map(UnclaimedState::id)
        .collect(Collectors.toSet());
  }

  private static OperatorID id(OperatorIDPair pair) {
    return pair.getUserDefinedOperatorID().orElse(pair.getGeneratedOperatorID());
  }

  private static List<OperatorState> states(Path point) throws IOException {
    Path file = point.resolve(RestorePoints.METADATA);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return List.copyOf(
          Checkpoints.loadCheckpointMetadata(
                  in, UnclaimedState.class.getClassLoader(), point.toUri().toString())
              .getOperatorStates());
    }
  }
}
