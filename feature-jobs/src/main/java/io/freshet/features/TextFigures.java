package io.freshet.features;

import io.freshet.schemas.metrics.PanedWindow;
import io.freshet.schemas.record.Progress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Figures of the text predictions of one variant or baseline. Mutable; owned by {@link
 * TaskMetrics}.
 */
final class TextFigures {
  private final int pane;
  private final PanedWindow<TextScore> scores;

  TextFigures(int pane) {
    this(pane, new PanedWindow<>(pane, new TextScore()));
  }

  private TextFigures(int pane, PanedWindow<TextScore> scores) {
    this.pane = pane;
    this.scores = scores;
  }

  /**
   * @param version of the form; before version 2 there was no calibration, before 3 no abstention
   */
  static TextFigures read(DataInput in, int version) throws IOException {
    int pane = in.readInt();
    return new TextFigures(
        pane,
        new PanedWindow<>(
            pane,
            TextScore.read(in, version),
            TextScore.read(in, version),
            TextScore.read(in, version)));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(pane);
    scores.total().write(out);
    scores.previous().write(out);
    scores.current().write(out);
  }

  /**
   * Counts one prediction.
   *
   * @param probability that was given to the true class
   * @param confidence probability that was given to the predicted class, where that is known
   * @param abstained whether the prediction was withheld
   */
  void add(
      String actual,
      String predicted,
      double probability,
      Optional<Float> confidence,
      boolean abstained) {
    boolean right = predicted.equals(actual);
    TextScore one = new TextScore();
    one.classes().add(actual, predicted, probability);
    confidence.ifPresent(p -> one.calibration().add(p, right));
    if (abstained) {
      one.abstentions().add(right);
    }
    scores.add(one);
  }

  /** The figures, but for source, model, task and time. */
  Progress report() {
    TextScore total = scores.total();
    TextScore window = scores.window();
    Progress progress = new Progress();
    progress.setCount(total.count());
    progress.setMetrics(figures(total));
    progress.setWindowCount(window.count());
    progress.setWindowMetrics(figures(window));
    progress.setConfusion(total.classes().confusion());
    return progress;
  }

  private static Map<String, Double> figures(TextScore score) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("abstained", score.abstentions().share(score.count()));
    figures.put("accuracy", score.classes().accuracy());
    figures.put(
        "accuracy-answered",
        score.abstentions().accuracyOfOthers(score.count(), score.classes().accuracy()));
    figures.put("ece", score.calibration().expectedError());
    figures.put("log-loss", score.classes().logLoss());
    figures.put("macro-f1", score.classes().macroF1());
    return figures;
  }
}
