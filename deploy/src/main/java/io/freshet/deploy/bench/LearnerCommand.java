package io.freshet.deploy.bench;

import io.freshet.schemas.model.CrossConfig;
import io.freshet.schemas.model.FtrlConfig;
import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.OptimiserConfig;
import io.freshet.schemas.model.OptimiserKind;
import io.freshet.schemas.model.RateSchedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet bench learner}. */
@Command(
    name = "learner",
    description =
        "Lets the learners learn the same examples, one pass on one thread, and prints examples per"
            + " second of processor time and the progressive log-loss beside what memory allows.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class LearnerCommand implements Callable<Integer> {
  /**
   * For features of value 1 that occur singly or hundreds of thousands of times; between the best
   * rates for the two kinds of examples, 0.15 and 0.7.
   */
  private static final double RATE = 0.25;

  static final LogisticConfig FTRL = LogisticConfig.of(new FtrlConfig(RATE, 1, 0, 0.01));
  static final LogisticConfig ADAGRAD =
      new LogisticConfig(
          FTRL.ftrl(),
          new OptimiserConfig(
              OptimiserKind.ADAGRAD, RATE, RateSchedule.CONSTANT, 1000, 0.9, 0.999, 0, 0),
          CrossConfig.defaults());

  @Option(
      names = "--examples",
      description = "Generated examples of 30 non-zeros over 2^20 weights; 0 for none.")
  private int examples = 500_000;

  @Option(names = "--flights", paramLabel = "FILE", description = "Flights to learn as well.")
  private @Nullable Path flights;

  @Option(
      names = "--lists",
      description =
          "Generated lists of 16 candidates for DeepFM, a candidate is an example; 0 for none.")
  private int lists = 12_500;

  @Option(names = "--rounds", description = "Rounds, the best of which counts.")
  private int rounds = 3;

  @Option(names = "--seed", description = "Of the generated examples.")
  private long seed = 1;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the figures there as JSON.")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  private final List<Contestant> guests;
  private final List<LearnerReport.Yardstick> yardsticks;

  public LearnerCommand() {
    this(List.of(), List.of());
  }

  /**
   * @param guests contestants beside Freshet's own
   * @param yardsticks what all are compared with
   */
  LearnerCommand(List<Contestant> guests, List<LearnerReport.Yardstick> yardsticks) {
    this.guests = guests;
    this.yardsticks = yardsticks;
  }

  /** The limits, Freshet's own learners, and the guests. */
  private List<Contestant> contestants() {
    List<Contestant> contestants = new ArrayList<>();
    contestants.addAll(List.of(Limit.values()));
    contestants.add(new LogisticContestant("Freshet FTRL", FTRL));
    contestants.add(new LogisticContestant("Freshet AdaGrad", ADAGRAD));
    contestants.addAll(guests);
    return contestants;
  }

  @Override
  public Integer call() throws IOException {
    LongSupplier nanos = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
    LearnerRace race = new LearnerRace(contestants(), rounds, nanos);
    LearnerReport report = new LearnerReport(yardsticks);
    if (examples > 0) {
      report.add("generated", race.run(GeneratedExamples.make(seed, examples)));
    }
    if (flights != null) {
      report.add("flights", race.run(FlightDelays.read(flights)));
    }
    if (lists > 0) {
      report.add("lists", new DeepFmRace(rounds, nanos).run(GeneratedLists.make(seed, lists)));
    }
    PrintWriter screen = spec.commandLine().getOut();
    screen.print(report.text());
    screen.flush();
    if (out != null) {
      Files.writeString(out, report.json() + System.lineSeparator());
    }
    return 0;
  }
}
