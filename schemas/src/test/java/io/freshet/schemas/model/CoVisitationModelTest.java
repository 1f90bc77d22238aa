package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.InteractionType;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoVisitationModelTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final CoVisitationConfig CONFIG =
      config(1000, new StepWeights(3, 0.8, Duration.ofHours(1), 0.25));
  private final CoVisitationModel model = new CoVisitationModel(CONFIG);
  private final Map<String, Map<String, Double>> weights = new HashMap<>();
  private final Map<String, Double> counts = new HashMap<>();

  @Test
  void scoresLikeTheFormula() {
    fill(new Random(5));
    List<String> history = List.of("i9", "i3", "i7", "i1");
    List<ScoredItem> top =
        model.candidates(entries(history), NOW, 5, item -> !history.contains(item));
    List<String> expected =
        counts.keySet().stream()
            .filter(item -> !history.contains(item))
            .sorted(Comparator.comparingDouble((String item) -> -naive(history, item)))
            .limit(5)
            .toList();
    assertThat(top).extracting(ScoredItem::item).containsExactlyElementsOf(expected);
    assertThat(top.get(0).score()).isCloseTo(naive(history, expected.get(0)), within(1e-4));
  }

  @Test
  void aSecondQuestionIsNotDisturbedByTheFirst() {
    fill(new Random(6));
    List<ScoredItem> before = model.candidates(entries(List.of("i1")), NOW, 10, item -> true);
    model.candidates(entries(List.of("i2", "i3")), NOW, 10, item -> true);
    assertThat(model.candidates(entries(List.of("i1")), NOW, 10, item -> true)).isEqualTo(before);
  }

  @Test
  void namesTheHistoryItemThatSpokeLoudest() {
    model.addWeight("a", "x", 5);
    model.addWeight("b", "x", 1);
    assertThat(model.candidates(entries(List.of("a", "b")), NOW, 1, item -> true).get(0).because())
        .contains("a");
  }

  @Test
  void aViewThatAppliesTheRowsAnswersTheSame() {
    fill(new Random(8));
    CoVisitationModel copy = new CoVisitationModel(CONFIG);
    model.forEachRow(copy::apply);
    assertThat(copy.candidates(entries(List.of("i1", "i2")), NOW, 20, item -> true))
        .isEqualTo(model.candidates(entries(List.of("i1", "i2")), NOW, 20, item -> true));
  }

  @Test
  void aFullListGivesUpItsLightestNeighbour() {
    CoVisitationModel small = new CoVisitationModel(config(2, CONFIG.history()));
    small.addWeight("a", "x", 3);
    small.addWeight("a", "y", 1);
    small.addWeight("a", "z", 2);
    assertThat(small.similar("a", 5, item -> true))
        .extracting(ScoredItem::item)
        .containsExactly("x", "z");
  }

  @Test
  void anUnknownHistoryHasNoCandidates() {
    assertThat(model.candidates(entries(List.of("nobody")), NOW, 5, item -> true)).isEmpty();
  }

  @Test
  void stepsOfAnEarlierSessionCountLess() {
    model.addWeight("a", "x", 1);
    HistoryEntry step = new HistoryEntry("a", InteractionType.VIEW, null, NOW - 3_600_001);
    double now = model.candidates(entries(List.of("a")), NOW, 1, item -> true).get(0).score();
    double then = model.candidates(List.of(step), NOW, 1, item -> true).get(0).score();
    assertThat(then).isCloseTo(now / 4, within(1e-6));
  }

  @Test
  void whatWasDislikedDoesNotSpeak() {
    model.addWeight("a", "x", 1);
    HistoryEntry step = new HistoryEntry("a", InteractionType.DISLIKE, null, NOW);
    assertThat(model.candidates(List.of(step), NOW, 1, item -> true)).isEmpty();
  }

  private static CoVisitationConfig config(int neighbours, StepWeights steps) {
    return new CoVisitationConfig(
        steps, steps, 1, EventWeights.defaults(), neighbours, 0.5, 0.5, 1);
  }

  private static List<HistoryEntry> entries(List<String> items) {
    return items.stream()
        .map(item -> new HistoryEntry(item, InteractionType.VIEW, null, NOW))
        .toList();
  }

  private void fill(Random random) {
    for (int i = 0; i < 2_000; i++) {
      String a = "i" + random.nextInt(40);
      String b = "i" + random.nextInt(40);
      double delta = random.nextDouble();
      model.addWeight(a, b, delta);
      model.addCount(a, 1);
      weights.computeIfAbsent(a, k -> new HashMap<>()).merge(b, delta, Double::sum);
      counts.merge(a, 1.0, Double::sum);
    }
  }

  private double naive(List<String> history, String item) {
    double sum = 0;
    for (int step = 0; step < CONFIG.history().length(); step++) {
      String source = history.get(history.size() - 1 - step);
      sum +=
          Math.pow(0.8, step)
              * weights.get(source).getOrDefault(item, 0.0)
              / Math.sqrt((counts.get(source) + 1) * (counts.get(item) + 1));
    }
    return sum;
  }
}
