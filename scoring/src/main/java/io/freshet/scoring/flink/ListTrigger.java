package io.freshet.scoring.flink;

import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.UserFeatures;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.NullUnmarked;

/**
 * What brings a list about: new features of a user, or a request; exactly one is set. A Flink POJO,
 * hence the public fields.
 */
@NullUnmarked
public final class ListTrigger {
  static final TypeInformation<ListTrigger> TYPE =
      Types.POJO(
          ListTrigger.class,
          Map.of(
              "features",
              new AvroTypeInfo<>(UserFeatures.class),
              "request",
              new AvroTypeInfo<>(RecommendationRequest.class)));

  public UserFeatures features;
  public RecommendationRequest request;

  public ListTrigger() {}

  static ListTrigger of(UserFeatures features) {
    ListTrigger trigger = new ListTrigger();
    trigger.features = features;
    return trigger;
  }

  static ListTrigger of(RecommendationRequest request) {
    ListTrigger trigger = new ListTrigger();
    trigger.request = request;
    return trigger;
  }

  String user() {
    return features != null ? features.getUser() : request.getUser();
  }
}
