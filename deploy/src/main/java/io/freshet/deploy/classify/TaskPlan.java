package io.freshet.deploy.classify;

import io.freshet.schemas.record.Text;
import java.util.List;

/**
 * Which tasks a text is classified for.
 *
 * @param chosen for all texts; when empty, each text's own
 * @param usual for texts that have none of their own
 */
record TaskPlan(List<String> chosen, List<String> usual) {
  List<String> of(Text text) {
    if (!chosen.isEmpty()) {
      return chosen;
    }
    return text.getTasks().isEmpty() ? usual : text.getTasks();
  }
}
