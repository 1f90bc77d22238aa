package io.freshet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class FreshetTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(CommandLine command) {
    assertThat(command.getUsageMessage()).contains("Usage: freshet").contains("--help");
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
  }

  static Stream<CommandLine> commands() {
    return all(Freshet.commandLine()).filter(command -> !command.getCommandName().equals("help"));
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(FreshetTest::all));
  }

  @Test
  void anUnknownTopicIsAnsweredWithTheKnownOnes() {
    assertThat(run("tail", "clicks")).isEqualTo(1);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .startsWith("freshet: no topic clicks in the catalogue; there are interactions, items");
  }

  @Test
  void anUnknownJobIsAnsweredWithTheKnownOnes() {
    assertThat(run("run", "learning")).isEqualTo(1);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0)).startsWith("freshet: job = learning, expected one of [ingest-job");
  }

  @Test
  void aMissingConfigurationFileIsNamed() {
    assertThat(run("up", "--config", "/no/such.yaml")).isEqualTo(1);
    assertThat(lines()).containsExactly("freshet: configuration file /no/such.yaml cannot be read");
  }

  @Test
  void aKafkaThatIsNotThereIsSaidWithinSeconds() {
    int nobody = Ports.resolve(0);
    assertThat(run("topics", "--bootstrap-servers", "localhost:" + nobody)).isEqualTo(1);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .startsWith("freshet: Kafka at localhost:" + nobody + " gives no answer");
  }

  private int run(String... args) {
    return Freshet.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private List<String> lines() {
    return err.toString().lines().toList();
  }
}
