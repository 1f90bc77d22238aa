package io.freshet.deploy.command;

import io.freshet.deploy.redrive.RedriveFilter;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
public final class RejectedOptions {
  private enum Letters {
    REJECTED(Topics.REJECTED),
    LATE(Topics.LATE);

    private final Topic<Rejected> topic;

    Letters(Topic<Rejected> topic) {
      this.topic = topic;
    }
  }

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--topic",
      paramLabel = "rejected|late",
      description = "Topic of the dead letters; 'rejected' when not given.")
  private Letters letters = Letters.REJECTED;

  @Option(names = "--reason", paramLabel = "CODE", description = "Only those with this reason.")
  private @Nullable String reason;

  @Option(names = "--stage", paramLabel = "STAGE", description = "Only those of this stage.")
  private @Nullable String stage;

  KafkaOptions kafka() {
    return kafka;
  }

  Topic<Rejected> topic() {
    return letters.topic;
  }

  RedriveFilter filter() {
    return new RedriveFilter(Optional.ofNullable(reason), Optional.ofNullable(stage));
  }
}
