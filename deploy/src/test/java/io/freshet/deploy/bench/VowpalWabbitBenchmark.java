package io.freshet.deploy.bench;

import common.Native;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;

/**
 * {@code freshet bench learner} with Vowpal Wabbit among the contestants: its default (adaptive,
 * normalised, invariant updates) and {@code --ftrl}, on examples that are parsed beforehand and
 * from text.
 */
public final class VowpalWabbitBenchmark {
  private static final String DEFAULT = "";
  private static final String FTRL = "--ftrl";

  private VowpalWabbitBenchmark() {}

  public static void main(String[] args) throws IOException {
    Native.load();
    System.exit(new CommandLine(command()).execute(args));
  }

  static LearnerCommand command() {
    List<Contestant> parsed =
        List.of(new VowpalWabbitParsed(DEFAULT), new VowpalWabbitParsed(FTRL));
    List<Contestant> text = List.of(new VowpalWabbitText(DEFAULT), new VowpalWabbitText(FTRL));
    return new LearnerCommand(
        List.of(parsed.get(0), parsed.get(1), text.get(0), text.get(1)),
        List.of(
            new LearnerReport.Yardstick(
                "VW parsed", List.of(parsed.get(0).title(), parsed.get(1).title())),
            new LearnerReport.Yardstick("VW text --ftrl", List.of(text.get(1).title()))));
  }

  /** One weight per feature and no constant: the examples bring one along where they want it. */
  static String arguments(BinaryExamples examples, String options) {
    return "--quiet --loss_function logistic --noconstant -b "
        + examples.hashBits()
        + ' '
        + options;
  }

  /** Vowpal Wabbit's classes are −1 and 1. */
  static float label(BinaryExamples examples, int number) {
    return 2 * examples.label(number) - 1;
  }
}
