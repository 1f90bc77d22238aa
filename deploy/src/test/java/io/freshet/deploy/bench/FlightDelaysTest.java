package io.freshet.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.deploy.CommandException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightDelaysTest {
  private static final String HEADER = "date,delay,distance,origin,destination\n";

  @TempDir Path directory;

  @Test
  void lateMeansMoreThanAQuarterOfAnHour() throws IOException {
    BinaryExamples flights =
        FlightDelays.read(
            file(HEADER + "2001-01-01T00:01,15,2176,LAS,PHL\n2001-01-01T00:59,16,215,LAS,PHL\n"));
    assertThat(flights.size()).isEqualTo(2);
    assertThat(flights.label(0)).isZero();
    assertThat(flights.label(1)).isEqualTo(1);
    assertThat(features(flights, 0)).hasSize(6).doesNotHaveDuplicates();
    assertThat(features(flights, 1)).isEqualTo(features(flights, 0));
  }

  @Test
  void aBadLineIsNamed() throws IOException {
    Path file = file(HEADER + "2001-01-01T00:01,late,2176,LAS,PHL\n");
    assertThatThrownBy(() -> FlightDelays.read(file))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("late");
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Path file = file("a,b\n1,2\n");
    assertThatThrownBy(() -> FlightDelays.read(file)).hasMessageContaining("expected date,delay");
  }

  private Path file(String text) throws IOException {
    Path file = directory.resolve("flights.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static int[] features(BinaryExamples examples, int number) {
    return Arrays.copyOfRange(
        examples.indices(), examples.start(number), examples.start(number + 1));
  }
}
