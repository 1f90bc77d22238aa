package io.freshet.deploy.command;

import io.freshet.deploy.CommandException;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import java.util.stream.Collectors;

/** Topics as the user names them. */
final class CatalogueTopics {
  private CatalogueTopics() {}

  static Topic<?> named(String name) {
    return Topics.named(name)
        .orElseThrow(
            () ->
                new CommandException(
                    "no topic "
                        + name
                        + " in the catalogue; there are "
                        + Topics.all().stream()
                            .map(Topic::name)
                            .collect(Collectors.joining(", "))));
  }
}
