package io.freshet.deploy.bench;

import io.freshet.deploy.CommandException;
import io.freshet.scoring.Murmur3;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.zip.GZIPInputStream;

/**
 * Flights as examples, in their order: was the arrival more than 15 minutes late? Features are a
 * constant and the hashed origin, destination, both together, hour and weekday. The file is gzipped
 * CSV with the columns date, delay, distance, origin, destination.
 */
public final class FlightDelays {
  static final int HASH_BITS = 20;
  private static final String HEADER = "date,delay,distance,origin,destination";
  private static final int LATE_MINUTES = 15;

  private FlightDelays() {}

  /** Reads the examples of a file. */
  public static BinaryExamples read(Path file) {
    BinaryExamples examples = new BinaryExamples("flights", HASH_BITS);
    try (BufferedReader lines = open(file)) {
      requireHeader(file, lines.readLine());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(examples, file, line);
      }
    } catch (IOException e) {
      throw new CommandException("--flights = " + file + ": " + e.getMessage(), e);
    }
    return examples;
  }

  private static BufferedReader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8));
  }

  private static void add(BinaryExamples examples, Path file, String line) {
    String[] cells = line.split(",", -1);
    try {
      float label = Integer.parseInt(cells[1]) > LATE_MINUTES ? 1 : 0;
      examples.add(features(LocalDateTime.parse(cells[0]), cells[3], cells[4]), label);
    } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new CommandException(
          "--flights = " + file + ": line '" + line + "', expected " + HEADER, e);
    }
  }

  private static int[] features(LocalDateTime date, String origin, String destination) {
    return new int[] {
      feature("constant"),
      feature("origin=" + origin),
      feature("destination=" + destination),
      feature("from-to=" + origin + '-' + destination),
      feature("hour=" + date.getHour()),
      feature("weekday=" + date.getDayOfWeek())
    };
  }

  private static int feature(String text) {
    return Murmur3.hash(text, 0) & (1 << HASH_BITS) - 1;
  }

  private static void requireHeader(Path file, String header) {
    if (!HEADER.equals(header)) {
      throw new CommandException(
          "--flights = " + file + ": first line '" + header + "', expected " + HEADER);
    }
  }
}
