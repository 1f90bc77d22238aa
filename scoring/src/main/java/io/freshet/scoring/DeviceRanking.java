package io.freshet.scoring;

import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.RankingModel;
import io.freshet.scoring.djl.DeviceDeepFm;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import java.util.Optional;

/** Which models score all lists of a batch at once, and where. */
final class DeviceRanking {
  private DeviceRanking() {}

  /** Absent for a model that is fastest in plain Java, and where plain Java is configured. */
  static Optional<BatchRanker> of(RankingModel model, ScoringConfig config) {
    if (config.rankingDevice().equals(ScoringConfig.JAVA)
        || !(model instanceof DeepFmModel deepFm)) {
      return Optional.empty();
    }
    try {
      return Optional.of(DeviceDeepFm.create(deepFm, new DeviceChoice(config.rankingDevice())));
    } catch (ModelException e) {
      throw new IllegalStateException("scoring.ranking-device: " + e.getMessage(), e);
    }
  }
}
