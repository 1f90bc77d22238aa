package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.ParameterRow;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Views, the catalogue, the log of a view, known items. */
class ViewTest {
  private static final ScoringConfig CONFIG = ScoringConfig.defaults();

  @Test
  void rowsOfUnknownModelsAreLeftAlone() {
    ScoringView view = Samples.world(CONFIG);

    view.apply(
        ModelUpdate.of(
            ParameterRow.newBuilder()
                .setModel("two-tower")
                .setTable("items")
                .setKey("a")
                .setValues(List.of(1f))
                .build(),
            99));

    assertThat(view.models().version()).isEqualTo(99);
    assertThat(view.models().popularity().size()).isEqualTo(6);
  }

  @Test
  void aLogRebuildsTheViewOverManySnapshots() {
    ScoringView view = new ScoringView(CONFIG, ModelsConfig.defaults());
    ViewLog log = new ViewLog();
    for (int round = 0; round < 5; round++) {
      for (ModelUpdate update : updates(round)) {
        view.apply(update);
        log.note(update);
      }
      ScoringView restored = new ScoringView(CONFIG, ModelsConfig.defaults());
      new ViewLog().restore(log.snapshot(view), restored);
      assertSameAnswers(view, restored);
    }
  }

  @Test
  void aLogDoesNotGrowWithoutEnd() {
    ScoringView view = new ScoringView(CONFIG, ModelsConfig.defaults());
    ViewLog log = new ViewLog();
    long bytes = 0;
    for (int round = 0; round < 3000; round++) {
      for (ModelUpdate update : updates(round)) {
        view.apply(update);
        log.note(update);
      }
      bytes = log.snapshot(view).stream().mapToLong(chunk -> chunk.length).sum();
    }

    assertThat(bytes).isLessThan(3 << 20);
  }

  @Test
  void aRestoredLogGoesOn() {
    ScoringView view = Samples.world(CONFIG);
    ViewLog first = new ViewLog();
    Samples.worldUpdates().forEach(first::note);
    ScoringView second = new ScoringView(CONFIG, ModelsConfig.defaults());
    ViewLog restored = new ViewLog();
    restored.restore(first.snapshot(view), second);

    ModelUpdate late = ModelUpdate.of(Samples.popularity("p9", 99), 50);
    second.apply(late);
    restored.note(late);
    ScoringView third = new ScoringView(CONFIG, ModelsConfig.defaults());
    new ViewLog().restore(restored.snapshot(second), third);

    assertThat(third.models().version()).isEqualTo(50);
    assertSameAnswers(second, third);
  }

  @Test
  void catalogueKeepsTheNewestItemsAndDropsDeletedOnes() {
    ItemCatalogue catalogue = new ItemCatalogue(2);
    catalogue.update(Samples.item("old", 1, false));
    catalogue.update(Samples.item("mid", 2, false));
    catalogue.update(Samples.item("new", 3, false));

    assertThat(newItems(catalogue)).containsExactly("new", "mid");
    catalogue.update(Samples.item("new", 3, true));
    assertThat(newItems(catalogue)).containsExactly("mid");
    assertThat(catalogue.isDeleted("new")).isTrue();
    assertThat(catalogue.alive()).isEqualTo(2);
    assertThat(catalogue.size()).isEqualTo(3);
  }

  @Test
  void catalogueDrawsEveryItemThatIsAlive() {
    ItemCatalogue catalogue = new ItemCatalogue(10);
    for (int i = 0; i < 6; i++) {
      catalogue.update(Samples.item("i" + i, i, i == 0));
      catalogue.update(Samples.item("i" + i, i, i < 3));
    }
    SplittableRandom random = new SplittableRandom(1);

    Set<String> drawn =
        random
            .ints(200)
            .mapToObj(i -> catalogue.item(catalogue.draw(random)))
            .collect(Collectors.toSet());

    assertThat(drawn).containsExactlyInAnyOrder("i3", "i4", "i5");
  }

  @Test
  void knownItemsForgetTheOldest() {
    KnownItems known = KnownItems.empty(10);
    for (int i = 1; i <= 10; i++) {
      known.add("i" + i, i);
    }
    known.add("i1", 11);
    known.add("i11", 12);

    assertThat(known.items()).hasSize(9).contains("i1", "i11", "i4").doesNotContain("i2", "i3");
  }

  @Test
  void knownItemsTakeAHistoryInItsOrder() {
    KnownItems known = KnownItems.empty(10);

    known.addAll(Samples.features("u", 7, "x", "y", "x").getHistory(), 7);

    assertThat(known.lastSeen()).containsEntry("x", 7L).containsEntry("y", 6L).hasSize(2);
  }

  private static List<String> newItems(ItemCatalogue catalogue) {
    return Arrays.stream(catalogue.newItems(9, 0, id -> true)).mapToObj(catalogue::item).toList();
  }

  private static List<ModelUpdate> updates(int round) {
    return List.of(
        ModelUpdate.of(Samples.popularity("i" + round % 40, round), round * 10L),
        ModelUpdate.of(Samples.count("i" + round % 40, 1 + round), round * 10L + 1),
        ModelUpdate.of(
            Samples.neighbours(
                "i" + round % 40,
                List.of("i" + (round + 1) % 40, "i" + (round + 2) % 40),
                List.of(1f + round, 2f)),
            round * 10L + 2),
        ModelUpdate.of(Samples.ranker(RankingFeatures.BIAS, -round, round), round * 10L + 3),
        ModelUpdate.of(
            Samples.textBias("mood", List.of("good", "bad"), List.of(1f, 2f, 3f, (float) round)),
            round * 10L + 4),
        ModelUpdate.of(Samples.item("i" + round % 40, round, round % 7 == 0)));
  }

  private static void assertSameAnswers(ScoringView expected, ScoringView actual) {
    assertThat(actual.models().version()).isEqualTo(expected.models().version());
    assertThat(actual.models().ranker().weight(0)).isEqualTo(expected.models().ranker().weight(0));
    for (int i = 0; i < 40; i++) {
      UserView user = Samples.user("u", List.of("i" + i, "i" + (i + 7) % 40));
      assertThat(recommend(actual, user)).isEqualTo(recommend(expected, user));
    }
  }

  private static List<?> recommend(ScoringView view, UserView user) {
    return new Recommender(CONFIG, view.models(), view.catalogue())
        .recommend(Samples.listRequest("x", 20), user, 0)
        .getItems();
  }
}
