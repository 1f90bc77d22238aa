package io.freshet.scoring.inference.flink;

import io.freshet.schemas.record.ModelVersion;
import io.freshet.scoring.inference.CountedModel;
import io.freshet.scoring.inference.ModelSource;

/** Control records for {@link CountedModel}. */
final class Versions {
  private Versions() {}

  static ModelVersion of(String version, long time) {
    return of(CountedModel.version(version), time);
  }

  static ModelVersion of(ModelSource source, long time) {
    return ModelVersion.newBuilder()
        .setRole(source.role())
        .setModel(source.model())
        .setVersion(source.version())
        .setUri(source.uri())
        .setSha256(source.sha256())
        .setEventTime(time)
        .build();
  }
}
