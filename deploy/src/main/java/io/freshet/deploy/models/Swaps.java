package io.freshet.deploy.models;

import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.ModelVersion;
import org.jspecify.annotations.Nullable;

/** What alerts say of versions that were put on the topic {@code models}. */
final class Swaps {
  private static final String SWITCHED = "model-switched";
  private static final String REFUSED = "model-refused";

  private Swaps() {}

  /** Whether an alert says what became of a version. */
  static boolean isAbout(Alert alert, ModelVersion version) {
    return alert.getSubject().equals(version.getRole())
        && alert.getTime() >= version.getEventTime()
        && (isRefusal(alert) || alert.getReason().equals(SWITCHED));
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
