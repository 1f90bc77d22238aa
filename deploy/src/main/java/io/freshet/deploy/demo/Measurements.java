package io.freshet.deploy.demo;

import io.freshet.deploy.demo.Figures.Counts;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextPrediction;
import java.util.Map;

/** Everything that the demo measures. Not thread-safe, but for {@link #rows()}. */
public final class Measurements {
  private static final double SECOND = 1000;

  private final RunningMean events = new RunningMean();
  private final Latencies recommendations = new Latencies();
  private final RowAges rows = new RowAges();
  private final ClickThrough clickThrough = new ClickThrough();
  private final TextScores texts = new TextScores();
  private long rejected;
  private long late;
  private long notInTime;
  private long heldBack;

  /** Ages of parameter rows; may be fed by another thread. */
  public RowAges rows() {
    return rows;
  }

  public void sent(long time) {
    events.add(time, 1);
  }

  public void served(Recommendation list, long received) {
    recommendations.record(received - list.getTriggerIngestTime());
  }

  public void reacted(Reaction reaction) {
    clickThrough.add(reaction);
  }

  public void foundNoList() {
    notInTime++;
  }

  public void written(String textId, Map<String, String> labels) {
    texts.written(textId, labels);
  }

  public void labelled(Label label) {
    texts.labelled(label);
  }

  public void predicted(TextPrediction prediction, long received) {
    texts.predicted(prediction, received);
  }

  public void heldBack(long millis) {
    heldBack += millis;
  }

  public void rejected() {
    rejected++;
  }

  public void late() {
    late++;
  }

  /**
   * @param start when the pipeline was ready, epoch milliseconds
   */
  public Figures figures(long start, long now) {
    double seconds = Math.max(1, now - start) / SECOND;
    double recent = Math.max(1, Math.min(seconds, RunningMean.WINDOW));
    return new Figures(
        seconds,
        events.count(),
        events.count() / seconds,
        events.recentCount(now) / recent,
        recommendations.figures(),
        rows.figures(),
        clickThrough.arms(now),
        clickThrough.oracle(now),
        texts.tasks(now),
        new Counts(rejected, late, notInTime, heldBack / SECOND));
  }
}
