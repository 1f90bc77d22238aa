package io.freshet.deploy.redrive;

import io.freshet.schemas.record.Rejected;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Up to where the dead letters of one partition have been sent through again: an offset for all of
 * them, and further ones for the classes (stage and reason) that were sent by themselves. It is
 * kept as a consumer group's committed offset and the text beside it.
 *
 * @param offset letters before it are done
 * @param further letters of a class before its offset are done
 */
public record RedrivePosition(long offset, Map<String, Long> further) {
  public static final RedrivePosition START = new RedrivePosition(0, Map.of());

  private static final String ENTRY = ";";
  private static final String VALUE = "=";

  public RedrivePosition {
    further = Map.copyOf(further);
  }

  public boolean isDone(Rejected letter, long letterOffset) {
    return letterOffset < offset || letterOffset < further.getOrDefault(classOf(letter), 0L);
  }

  /** After all letters before the end were handled. */
  public static RedrivePosition allBefore(long end) {
    return new RedrivePosition(end, Map.of());
  }

  /** After the letters of some classes before the end were handled. */
  public RedrivePosition classesBefore(Set<String> classes, long end) {
    Map<String, Long> advanced = new TreeMap<>(further);
    classes.forEach(name -> advanced.put(name, end));
    return new RedrivePosition(offset, advanced);
  }

  public static String classOf(Rejected letter) {
    return letter.getStage() + "/" + letter.getReason();
  }

  /** The further offsets as text. */
  public String metadata() {
    return new TreeMap<>(further)
        .entrySet().stream()
            .map(entry -> entry.getKey() + VALUE + entry.getValue())
            .collect(Collectors.joining(ENTRY));
  }

  /** From an offset and the text of {@link #metadata()}. */
  public static RedrivePosition parse(long offset, String metadata) {
    Map<String, Long> further = new TreeMap<>();
    for (String entry : metadata.isEmpty() ? new String[0] : metadata.split(ENTRY, -1)) {
      int cut = entry.lastIndexOf(VALUE);
      further.put(entry.substring(0, cut), Long.parseLong(entry.substring(cut + 1)));
    }
    return new RedrivePosition(offset, further);
  }
}
