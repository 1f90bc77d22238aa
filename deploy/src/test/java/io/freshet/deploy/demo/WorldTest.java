package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTest {
  private static final long START = 1_760_000_000_000L;
  private static final int RATE = 1_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void isLearnableWithinAMinute(long seed) {
    NaiveShop shop = run(seed, 60);
    Map<String, Double> observed = clickThrough(shop, r -> r.clicked() ? 1.0 : 0.0);
    Map<String, Double> expected = clickThrough(shop, Reaction::expected);
    Map<String, Double> best = clickThrough(shop, Reaction::best);

    assertThat(observed.get("popularity")).isGreaterThan(1.6 * observed.get("random"));
    assertThat(observed.get("co-visitation")).isGreaterThan(1.6 * observed.get("popularity"));
    assertThat(best.get("co-visitation")).isGreaterThan(1.2 * observed.get("co-visitation"));
    observed.forEach((arm, ctr) -> assertThat(ctr).isCloseTo(expected.get(arm), within(0.03)));
  }

  @Test
  void keepsTheRate() {
    NaiveShop shop = run(3, 30);

    double events = shop.interactions.size() + shop.texts.size() + shop.labels.size() + 0.0;
    assertThat(events / 30).isCloseTo(RATE, within(0.08 * RATE));
  }

  @Test
  void oneSeedIsOneHistory() {
    NaiveShop one = run(4, 5);
    NaiveShop same = run(4, 5);
    NaiveShop other = run(5, 5);

    assertThat(one.interactions).isEqualTo(same.interactions).isNotEqualTo(other.interactions);
    assertThat(one.items).isEqualTo(same.items);
    assertThat(one.texts).isEqualTo(same.texts);
    assertThat(one.labels).isEqualTo(same.labels);
  }

  @Test
  void itemsAreBornAndDie() {
    NaiveShop shop = run(6, 30);

    long deaths = shop.items.stream().filter(Item::getDeleted).count();
    long births =
        shop.items.stream().filter(item -> !item.getDeleted()).count()
            - CatalogueConfig.defaults().items();
    assertThat(deaths).isBetween(15L, 80L);
    assertThat(births).isBetween(15L, 80L);
    assertThat(shop.items).allSatisfy(item -> assertThat(item.getCategories()).hasSize(1));
  }

  @Test
  void interactionsOnListsNameTheListAndThePlace() {
    NaiveShop shop = run(7, 10);

    List<Interaction> clicks =
        shop.interactions.stream().filter(i -> i.getType() == InteractionType.CLICK).toList();
    Set<String> shown =
        shop.interactions.stream()
            .filter(i -> i.getType() == InteractionType.IMPRESSION)
            .map(WorldTest::place)
            .collect(Collectors.toSet());
    assertThat(clicks).hasSizeGreaterThan(100);
    assertThat(clicks).allSatisfy(click -> assertThat(shown).contains(place(click)));
  }

  @Test
  void eventIdsAreUniqueAndTimesInOrder() {
    NaiveShop shop = run(8, 10);

    Set<String> ids = new HashSet<>();
    assertThat(shop.interactions).allSatisfy(i -> assertThat(ids.add(i.getEventId())).isTrue());
    assertThat(shop.interactions)
        .allSatisfy(i -> assertThat(i.getEventTime()).isBetween(START, i.getIngestTime()));
  }

  @Test
  void labelsComeLateAndNotForAll() {
    NaiveShop shop = run(9, 20);

    Map<String, Long> written =
        shop.texts.stream().collect(Collectors.toMap(t -> t.getTextId(), t -> t.getEventTime()));
    assertThat(shop.labels)
        .allSatisfy(
            label ->
                assertThat(label.getEventTime() - written.get(label.getTextId()))
                    .isBetween(2_000L, 4_000L));
    assertThat(shop.labels.stream().map(Label::getTextId).distinct().count())
        .isBetween(written.size() / 2L, written.size() * 9L / 10);
    assertThat(shop.labels)
        .allSatisfy(
            label ->
                assertThat(shop.labelsOfTexts.get(label.getTextId()))
                    .containsEntry(label.getTask(), label.getLabel()));
  }

  @Test
  void peopleWaitAWhileForTheirList() {
    NaiveShop slow =
        new NaiveShop() {
          private final Map<String, Integer> asked = new HashMap<>();

          @Override
          public Optional<ShownList> listFor(String user, String eventId) {
            boolean served = asked.merge(eventId, 1, Integer::sum) > 20;
            return served ? super.listFor(user, eventId) : Optional.empty();
          }
        };
    run(slow, 10, 10);

    assertThat(slow.notInTime).isZero();
    assertThat(slow.reactions).hasSizeGreaterThan(100);
  }

  @Test
  void peopleHoldBackWhileTheShopIsSlowAndDoNotMakeUpForItLater() {
    NaiveShop stalled =
        new NaiveShop() {
          @Override
          public boolean keepsUp() {
            return interactions.size() < 500;
          }
        };
    run(stalled, 12, 10);
    NaiveShop recovered =
        new NaiveShop() {
          private int asked;

          @Override
          public boolean keepsUp() {
            return asked++ > 1_000;
          }
        };
    run(recovered, 12, 20);

    assertThat(stalled.interactions.size()).isBetween(500, 3_000);
    assertThat(recovered.interactions.size()).isBetween(5_000, 12_000);
  }

  @Test
  void peopleGoOnWithoutAList() {
    NaiveShop empty =
        new NaiveShop() {
          @Override
          public Optional<ShownList> listFor(String user, String eventId) {
            return Optional.empty();
          }
        };
    run(empty, 11, 10);

    assertThat(empty.notInTime).isGreaterThan(100);
    assertThat(empty.reactions).isEmpty();
    assertThat(empty.interactions).hasSizeGreaterThan(1_000);
  }

  private static NaiveShop run(long seed, int seconds) {
    NaiveShop shop = new NaiveShop();
    run(shop, seed, seconds);
    assertThat(shop.notInTime).isZero();
    return shop;
  }

  private static void run(NaiveShop shop, long seed, int seconds) {
    World world = new World(WorldConfig.defaults(), RATE, seed, START, shop);
    for (int time = 0; time <= seconds * 1000; time += 10) {
      world.advance(START + time);
    }
  }

  private static Map<String, Double> clickThrough(
      NaiveShop shop, Function<Reaction, Double> figure) {
    return shop.reactions.stream()
        .collect(Collectors.groupingBy(Reaction::arm, Collectors.averagingDouble(figure::apply)));
  }

  private static String place(Interaction interaction) {
    return interaction.getRequestId().orElseThrow()
        + '/'
        + interaction.getPosition().orElseThrow()
        + '/'
        + interaction.getItem();
  }
}
