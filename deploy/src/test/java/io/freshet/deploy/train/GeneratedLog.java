package io.freshet.deploy.train;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.Limits;
import io.freshet.ingestion.mapping.MappedFile;
import io.freshet.ingestion.mapping.Mapping;
import io.freshet.ingestion.mapping.RowOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generated files of interactions, and of texts with their labels. */
final class GeneratedLog {
  /** When the first event happened, epoch milliseconds. */
  static final long BEGIN = 1_700_000_000_000L;

  private static final long NOW = BEGIN + 86_400_000L;
  private static final int USERS = 30;
  private static final int ITEMS = 40;
  private static final int ROUNDS = 12;
  private static final String[] TYPES = {"view", "click", "purchase", "dislike", "impression"};
  private static final String[] WORDS = {"good", "fine", "bad", "poor", "so", "and", "very", "it"};

  private final Path directory;
  private final Random random = new Random(7);

  GeneratedLog(Path directory) {
    this.directory = directory;
  }

  /** Users who walk around on a ring of items. */
  Path interactions(String name, long firstTime) throws IOException {
    StringBuilder rows = new StringBuilder("user,item,type,time\n");
    for (int round = 0; round < ROUNDS; round++) {
      for (int user = 0; user < USERS; user++) {
        int item = Math.floorMod(user * 5 + round * 2 + random.nextInt(4), ITEMS);
        String type = TYPES[random.nextInt(20) < 15 ? random.nextInt(3) : random.nextInt(5)];
        long time = firstTime + (round * USERS + user) * 1_000L;
        rows.append("u%d,i%d,%s,%d%n".formatted(user, item, type, time));
      }
    }
    return Files.writeString(directory.resolve(name), rows);
  }

  Path interactionMapping() throws IOException {
    return Files.writeString(
        directory.resolve("interactions.yaml"),
        """
        format: {type: csv}
        time: {from: "{time}", format: epoch-ms}
        events:
          - kind: item
            once-per: "{item}"
            fields: {item: "{item}"}
          - kind: interaction
            fields: {user: "{user}", item: "{item}", type: "{type}"}
        """);
  }

  Path texts(String name) throws IOException {
    StringBuilder rows = new StringBuilder("id,text,label,time\n");
    for (int text = 0; text < 120; text++) {
      boolean good = random.nextBoolean();
      StringBuilder words = new StringBuilder(WORDS[(good ? 0 : 2) + random.nextInt(2)]);
      for (int word = 0; word < 5; word++) {
        words.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
      }
      rows.append("t%d,%s,%s,%d%n".formatted(text, words, good ? "yes" : "no", BEGIN + text));
    }
    return Files.writeString(directory.resolve(name), rows);
  }

  Path textMapping() throws IOException {
    return Files.writeString(
        directory.resolve("texts.yaml"),
        """
        format: {type: csv}
        time: {from: "{time}", format: epoch-ms}
        events:
          - kind: text
            fields: {textId: "{id}", text: "{text}", tasks: sentiment}
          - kind: label
            fields: {textId: "{id}", task: sentiment, label: "{label}"}
        """);
  }

  static List<Event> events(Path file, Path mapping) {
    EventParser parser = new EventParser(Limits.defaults(), () -> NOW);
    try (MappedFile rows = MappedFile.open(file, Mapping.read(mapping), RowOrder.time(), parser)) {
      List<Event> events = new ArrayList<>();
      rows.forEachRemaining(row -> events.addAll(row.events()));
      return events;
    }
  }
}
