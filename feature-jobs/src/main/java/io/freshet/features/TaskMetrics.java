package io.freshet.features;

import io.freshet.schemas.metrics.ClassificationMetrics;
import io.freshet.schemas.metrics.MajorityClass;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.OutcomeKind;
import io.freshet.schemas.record.OutcomeStatus;
import io.freshet.schemas.record.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Prequential figures of one task at the serving side: of every variant that served it, and of the
 * naive baselines beside them.
 *
 * <p>Lists: HIT and MISS are counted by their rank, for the variant that served the list and for
 * each baseline that was logged with it; the other statuses are counted apart. NO_PREDICTION
 * belongs to no variant, so every variant reports the same number. A baseline that is also served
 * as a variant is reported by its served lists alone, for those were really seen.
 *
 * <p>Texts: the variant's classes and probabilities against the label, and beside them {@value
 * #MAJORITY}, which predicts the most frequent label before this one is counted. A prediction that
 * was withheld for want of confidence counts like any; {@code abstained} is the share of those, and
 * {@code accuracy-answered} leaves them out.
 *
 * <p>Mutable; owned by the operator's keyed state.
 */
public final class TaskMetrics {
  /** Task of all lists. */
  public static final String NEXT_ITEM = "next-item";

  private static final String MAJORITY = "majority-class";
  private static final int VERSION = 3;

  private final Map<String, ListFigures> variants = new TreeMap<>();
  private final Map<String, ListFigures> baselines = new TreeMap<>();
  private final Map<String, TextFigures> classifiers = new TreeMap<>();
  private MajorityClass majority = new MajorityClass();
  private long withoutPrediction;
  private long timer = Long.MAX_VALUE;

  /** The task that an outcome counts for. */
  public static String taskOf(Outcome outcome) {
    return outcome.getTask().orElse(NEXT_ITEM);
  }

  public static TaskMetrics read(DataInput in) throws IOException {
    int version = Binary.readVersion(in, VERSION, "task metrics");
    TaskMetrics metrics = new TaskMetrics();
    readLists(in, metrics.variants);
    readLists(in, metrics.baselines);
    for (int count = in.readInt(); count > 0; count--) {
      metrics.classifiers.put(Binary.readString(in), TextFigures.read(in, version));
    }
    Map<String, Long> labels = new TreeMap<>();
    for (int count = in.readInt(); count > 0; count--) {
      labels.put(Binary.readString(in), in.readLong());
    }
    metrics.majority = MajorityClass.restore(labels);
    metrics.withoutPrediction = in.readLong();
    metrics.timer = in.readLong();
    return metrics;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    writeLists(out, variants);
    writeLists(out, baselines);
    out.writeInt(classifiers.size());
    for (Map.Entry<String, TextFigures> classifier : classifiers.entrySet()) {
      Binary.writeString(out, classifier.getKey());
      classifier.getValue().write(out);
    }
    out.writeInt(majority.counts().size());
    for (Map.Entry<String, Long> label : majority.counts().entrySet()) {
      Binary.writeString(out, label.getKey());
      out.writeLong(label.getValue());
    }
    out.writeLong(withoutPrediction);
    out.writeLong(timer);
  }

  /**
   * Counts one outcome.
   *
   * @param pane outcomes per pane of the window
   */
  public void add(Outcome outcome, int pane) {
    if (outcome.getStatus() == OutcomeStatus.NO_PREDICTION) {
      withoutPrediction++;
    } else if (outcome.getKind() == OutcomeKind.RECOMMENDATION) {
      addList(outcome, pane);
    } else {
      addText(outcome, pane);
    }
  }

  /**
   * The figures of every model of the task.
   *
   * @param time of the report, epoch milliseconds
   */
  public List<Progress> report(String task, long time) {
    Map<String, Progress> reports = new TreeMap<>();
    baselines.forEach((name, figures) -> reports.put(name, figures.report()));
    variants.forEach((name, figures) -> reports.put(name, served(figures)));
    classifiers.forEach((name, figures) -> reports.put(name, figures.report()));
    reports.forEach((model, report) -> name(report, model, task, time));
    return List.copyOf(reports.values());
  }

  /** The processing-time timer of the next report; {@link Long#MAX_VALUE} when none is due. */
  public long timer() {
    return timer;
  }

  public void setTimer(long time) {
    timer = time;
  }

  /** In memory there is one per task, so a copy may take its time. */
  public TaskMetrics copy() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      write(new DataOutputStream(bytes));
      return read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addList(Outcome outcome, int pane) {
    ListFigures figures =
        variants.computeIfAbsent(outcome.getVariant(), name -> new ListFigures(pane));
    if (outcome.getStatus() == OutcomeStatus.HIT || outcome.getStatus() == OutcomeStatus.MISS) {
      figures.addRank(outcome.getRank());
      outcome.getBaselineRanks().forEach((name, rank) -> addBaseline(name, rank, pane));
    } else {
      figures.addOther(outcome.getStatus());
    }
  }

  private void addBaseline(String name, int rank, int pane) {
    baselines.computeIfAbsent(name, absent -> new ListFigures(pane)).addRank(rank);
  }

  private void addText(Outcome outcome, int pane) {
    String label = outcome.getLabel().orElse(ClassificationMetrics.NO_CLASS);
    String predicted = outcome.getPredicted().orElse(ClassificationMetrics.NO_CLASS);
    TextFigures served = figures(outcome.getVariant(), pane);
    served.add(
        label,
        predicted,
        outcome.getProbability(),
        outcome.getConfidence(),
        outcome.getAbstained());
    addMajority(label, pane);
  }

  private void addMajority(String label, int pane) {
    String predicted = majority.predict();
    Optional<Float> confidence =
        Optional.of(predicted)
            .filter(known -> !known.equals(ClassificationMetrics.NO_CLASS))
            .map(known -> (float) majority.probability(known));
    figures(MAJORITY, pane).add(label, predicted, majority.probability(label), confidence, false);
    majority.learn(label);
  }

  private TextFigures figures(String model, int pane) {
    return classifiers.computeIfAbsent(model, name -> new TextFigures(pane));
  }

  private Progress served(ListFigures figures) {
    Progress report = figures.report();
    figures.reportStatuses(report.getMetrics());
    report.getMetrics().put("no-prediction", (double) withoutPrediction);
    return report;
  }

  private static void name(Progress report, String model, String task, long time) {
    report.setSource("serving");
    report.setModel(model);
    report.setTask(task);
    report.setTime(time);
  }

  private static void readLists(DataInput in, Map<String, ListFigures> figures) throws IOException {
    for (int count = in.readInt(); count > 0; count--) {
      figures.put(Binary.readString(in), ListFigures.read(in));
    }
  }

  private static void writeLists(DataOutput out, Map<String, ListFigures> figures)
      throws IOException {
    out.writeInt(figures.size());
    for (Map.Entry<String, ListFigures> entry : figures.entrySet()) {
      Binary.writeString(out, entry.getKey());
      entry.getValue().write(out);
    }
  }
}
