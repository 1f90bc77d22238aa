package io.freshet.deploy.redrive;

import io.freshet.schemas.record.Rejected;
import java.util.Optional;

/**
 * Which dead letters are meant.
 *
 * @param reason only those with this reason code
 * @param stage only those of this stage
 */
public record RedriveFilter(Optional<String> reason, Optional<String> stage) {
  public static final RedriveFilter ALL = new RedriveFilter(Optional.empty(), Optional.empty());

  public boolean matches(Rejected letter) {
    return reason.map(letter.getReason()::equals).orElse(true)
        && stage.map(letter.getStage()::equals).orElse(true);
  }
}
