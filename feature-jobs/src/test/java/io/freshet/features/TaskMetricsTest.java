package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.OutcomeStatus;
import io.freshet.schemas.record.Progress;
import io.freshet.schemas.record.Recommendation;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TaskMetricsTest {
  private static final int PANE = 100;

  private final TaskMetrics metrics = new TaskMetrics();

  @Test
  void countsHitsAndMissesByRankAndTheOthersApart() {
    add(list("freshet"), "i0", OutcomeStatus.HIT);
    add(list("freshet"), "i2", OutcomeStatus.HIT);
    add(list("freshet"), "p", OutcomeStatus.MISS);
    add(list("freshet"), "i0", OutcomeStatus.LATE_SERVED);
    add(list("freshet"), "i0", OutcomeStatus.REPEAT);
    metrics.add(Outcomes.withoutList("u", pending("i0")), PANE);
    Progress freshet = report().get("freshet");
    assertThat(freshet.getCount()).isEqualTo(3);
    assertThat(freshet.getMetrics())
        .contains(
            entry("recall@10", 2 / 3.0),
            entry("ndcg@10", (1 + 0.5) / 3),
            entry("hits", 2.0),
            entry("late-served", 1.0),
            entry("repeat", 1.0),
            entry("expired", 0.0),
            entry("superseded", 0.0),
            entry("no-prediction", 1.0));
    assertThat(freshet.getWindowCount()).isEqualTo(3);
    assertThat(freshet.getSource()).isEqualTo("serving");
    assertThat(freshet.getTask()).isEqualTo("next-item");
  }

  @Test
  void baselinesAreCountedBesideTheVariant() {
    add(list("freshet"), "i0", OutcomeStatus.HIT);
    add(list("freshet"), "p", OutcomeStatus.MISS);
    Progress popularity = report().get("popularity");
    assertThat(popularity.getCount()).isEqualTo(2);
    assertThat(popularity.getMetrics()).containsEntry("recall@10", 0.5);
  }

  @Test
  void aBaselineThatIsServedIsReportedByItsServedLists() {
    add(list("freshet"), "p", OutcomeStatus.MISS);
    add(list("popularity"), "i0", OutcomeStatus.HIT);
    assertThat(report().get("popularity").getCount()).isEqualTo(1);
    assertThat(report().get("popularity").getMetrics()).containsEntry("recall@10", 1.0);
  }

  @Test
  void textsAreComparedWithTheMajorityClass() {
    addText("1", 0.8f, "a");
    addText("2", 0.8f, "a");
    addText("3", 0.2f, "b");
    Map<String, Progress> reports = report();
    assertThat(reports.get("freshet").getMetrics())
        .contains(entry("accuracy", 1.0), entry("macro-f1", 1.0));
    assertThat(reports.get("freshet").getMetrics().get("log-loss"))
        .isCloseTo(-Math.log(0.8), within(1e-6));
    assertThat(reports.get("freshet").getMetrics().get("ece")).isCloseTo(0.2, within(1e-6));
    assertThat(reports.get("majority-class").getMetrics().get("ece"))
        .isCloseTo((1 - 2 / 3.0 + 3 / 4.0) / 2, within(1e-6));
    assertThat(reports.get("freshet").getConfusion()).isEqualTo(Map.of("a/a", 2L, "b/b", 1L));
    assertThat(reports.get("majority-class").getMetrics()).containsEntry("accuracy", 1 / 3.0);
    assertThat(reports.get("majority-class").getConfusion())
        .isEqualTo(Map.of("a/", 1L, "a/a", 1L, "b/a", 1L));
  }

  @Test
  void aCopyIsEqualAndGoesItsOwnWay() {
    add(list("freshet"), "i0", OutcomeStatus.HIT);
    addText("1", 0.8f, "a");
    TaskMetrics copy = metrics.copy();
    assertThat(copy.report("t", 1)).isEqualTo(metrics.report("t", 1));
    add(list("freshet"), "i0", OutcomeStatus.HIT);
    assertThat(copy.report("t", 1)).isNotEqualTo(metrics.report("t", 1));
  }

  /** Lists of ranks 0, none and 2; texts a, b and a, predicted a, a and a, before calibration. */
  @Test
  void readsWhatTheFirstVersionWrote() throws IOException {
    TaskMetrics old = TaskMetrics.read(new DataInputStream(golden("1.hex")));
    Progress texts = report(old, "sentiment").get("freshet");
    assertThat(texts.getCount()).isEqualTo(3);
    assertThat(texts.getMetrics()).contains(entry("accuracy", 2 / 3.0), entry("ece", 0.0));
    Progress popularity = report(old, "next-item").get("popularity");
    assertThat(popularity.getMetrics()).contains(entry("recall@10", 1.0), entry("mrr", 0.25));
    assertThat(old.copy().report("sentiment", 5)).isEqualTo(old.report("sentiment", 5));
  }

  /** Three of a, b and a, predicted a each time, none of them withheld. */
  @Test
  void readsWhatTheSecondVersionWrote() throws IOException {
    TaskMetrics old = TaskMetrics.read(new DataInputStream(golden("2.hex")));
    Progress texts = report(old, "sentiment").get("freshet");
    assertThat(texts.getMetrics())
        .contains(
            entry("accuracy", 2 / 3.0),
            entry("accuracy-answered", 2 / 3.0),
            entry("abstained", 0.0));
    assertThat(texts.getMetrics().get("ece")).isCloseTo(2 * 0.2 / 3, within(1e-6));
    assertThat(old.copy().report("sentiment", 5)).isEqualTo(old.report("sentiment", 5));
  }

  @Test
  void withheldAnswersCountLikeAnyAndAreToldApart() {
    addText("1", 0.8f, "a");
    addText("2", 0.8f, "b");
    addWithheld("3", "b");
    addWithheld("4", "b");
    Progress served = report().get("freshet");
    assertThat(served.getCount()).isEqualTo(4);
    assertThat(served.getMetrics())
        .contains(
            entry("accuracy", 0.25), entry("abstained", 0.5), entry("accuracy-answered", 0.5));
    assertThat(served.getWindowMetrics()).containsEntry("abstained", 0.5);
    assertThat(report().get("majority-class").getMetrics()).containsEntry("abstained", 0.0);
    assertThat(metrics.copy().report("t", 1)).isEqualTo(metrics.report("t", 1));
  }

  private void addWithheld(String text, String truth) {
    Label label = Samples.label(text, "sentiment", truth, 1);
    metrics.add(Outcomes.labelled(Samples.encoded(text, 1), label), PANE);
  }

  private void add(Recommendation list, String item, OutcomeStatus status) {
    metrics.add(Outcomes.resolved(list, pending(item), status), PANE);
  }

  private void addText(String text, float probabilityOfA, String truth) {
    Label label = Samples.label(text, "sentiment", truth, 1);
    Outcome outcome = Outcomes.labelled(Samples.prediction(text, probabilityOfA, 1), label);
    metrics.add(outcome, PANE);
  }

  private Map<String, Progress> report() {
    return report(metrics, "next-item");
  }

  private static InputStream golden(String file) throws IOException {
    try (InputStream in =
        TaskMetricsTest.class.getResourceAsStream("/golden/TaskMetrics/" + file)) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return new ByteArrayInputStream(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }
  }

  private static Map<String, Progress> report(TaskMetrics metrics, String task) {
    return metrics.report(task, 5).stream()
        .collect(Collectors.toMap(Progress::getModel, Function.identity()));
  }

  private static Recommendation list(String variant) {
    Recommendation list = Samples.list("u", 1, 1, "i0", "i1", "i2");
    list.setVariant(variant);
    return list;
  }

  private static PendingOutcome pending(String item) {
    return new PendingOutcome(2, "", item, InteractionType.CLICK, 2, 2, false, 2);
  }
}
