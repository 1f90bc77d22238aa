package io.freshet.deploy.demo;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.freshet.deploy.Logs;
import io.freshet.deploy.Standalone;
import io.freshet.deploy.StandaloneOptions;
import io.freshet.deploy.StopSignal;
import io.freshet.deploy.command.Addresses;
import io.freshet.deploy.command.ConfigOption;
import io.freshet.deploy.demo.kafka.DemoSession;
import io.freshet.deploy.demo.kafka.Readiness;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.config.DurationText;
import io.freshet.schemas.kafka.KafkaConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet demo}: the whole pipeline in this process, against a simulated world. */
@Command(
    name = "demo",
    description = "Runs everything against a simulated world, and shows how it learns.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "People with hidden tastes act on their own and react to the lists that they are shown.",
      "Users are split between Freshet, the most popular items and random items; the oracle knows",
      "every taste. Ctrl-C ends the run early, with the summary so far.",
      "",
      "Examples:",
      "  freshet demo --for 60s",
      "  freshet demo --for 10m --rate 3000 --out demo.json"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Duration READY = Duration.ofSeconds(60);

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "How long, once the pipeline is ready, such as 60s or 10m.")
  private @Nullable Duration duration;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the world.")
  private @Nullable Long seed;

  @Option(names = "--rate", paramLabel = "EVENTS", description = "Events per second.")
  private @Nullable Double rate;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the figures there as JSON.")
  private @Nullable Path out;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep topics, checkpoints and logs there; else they are deleted at the end.")
  private @Nullable Path data;

  @Option(names = "--plain", description = "A line every 5 s in place of the scoreboard.")
  private boolean plain;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ConfigFile file = config.read();
    DemoConfig demo = settings(file.section(DemoConfig.SECTION, DemoConfig.defaults()));
    if (data != null) {
      run(file, demo, data);
    } else {
      TemporaryDirectory temporary = new TemporaryDirectory("freshet-demo-");
      run(file, demo, temporary.path());
      temporary.delete();
    }
    return 0;
  }

  private DemoConfig settings(DemoConfig configured) {
    return configured.with(
        Optional.ofNullable(duration).orElse(configured.duration()),
        Optional.ofNullable(seed).orElse(configured.seed()),
        Optional.ofNullable(rate).orElse(configured.rate()));
  }

  private void run(ConfigFile file, DemoConfig demo, Path directory) throws Exception {
    PrintWriter screen = spec.commandLine().getOut();
    DemoSetup setup = new DemoSetup(file, demo, directory);
    setup.notes().forEach(screen::println);
    screen.println("starting the pipeline …");
    screen.flush();
    StopSignal stop = StopSignal.install();
    long started = System.nanoTime();
    Path log = Logs.writeTo(directory);
    try (Standalone standalone = Standalone.start(setup.config(), StandaloneOptions.everything())) {
      KafkaConfig kafka = standalone.config().section("kafka", KafkaConfig.defaults());
      Readiness.await(kafka, READY);
      screen.print(Addresses.of(standalone, log, System.nanoTime() - started));
      Figures figures = play(demo, kafka, screen, stop);
      if (out != null) {
        write(figures, out);
      }
    }
  }

  private Figures play(DemoConfig demo, KafkaConfig kafka, PrintWriter screen, StopSignal stop)
      throws InterruptedException {
    boolean still = plain || System.console() == null;
    Display display = new Display(screen, demo.duration(), still);
    screen.printf("a world from seed %d at %.0f events/s%n%n", demo.seed(), demo.rate());
    screen.flush();
    try (DemoSession session = new DemoSession(demo, kafka)) {
      Figures figures = session.run(display, stop::isAsked);
      display.finish(figures);
      return figures;
    }
  }

  private static void write(Figures figures, Path file) throws IOException {
    JsonMapper mapper =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();
    Files.writeString(
        file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n");
  }

  /** Reads {@code 60s}. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      return DurationText.parse(value);
    }
  }
}
