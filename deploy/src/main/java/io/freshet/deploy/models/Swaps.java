package io.freshet.deploy.models;

import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.scoring.inference.ModelSource;
import org.jspecify.annotations.Nullable;

/** What alerts say of versions that were put on the topic {@code models}. */
final class Swaps {
  private static final String SWITCHED = "model-switched";
  private static final String REFUSED = "model-refused";

  private Swaps() {}

  /**
   * Whether an alert says what became of a version. Clocks are not compared: the job may be on
   * another machine.
   */
  static boolean isAbout(Alert alert, ModelVersion version) {
    return alert.getSubject().equals(version.getRole())
        && alert.getMessage().contains(source(version).toString())
        && (isRefusal(alert) || alert.getReason().equals(SWITCHED));
  }

  private static ModelSource source(ModelVersion version) {
    return new ModelSource(
        version.getRole(),
        version.getModel(),
        version.getVersion(),
        version.getUri(),
        version.getSha256());
  }

  static boolean isRefusal(Alert alert) {
    return alert.getReason().equals(REFUSED);
  }

  /** In a word. */
  static String state(@Nullable Alert alert) {
    if (alert == null) {
      return "not seen yet";
    }
    return isRefusal(alert) ? "refused" : "in use";
  }
}
