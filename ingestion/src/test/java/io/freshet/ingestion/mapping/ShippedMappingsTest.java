package io.freshet.ingestion.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.Limits;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mappings that ship, on the data sets that they are for, where those are at hand. */
class ShippedMappingsTest {
  private static final Path DATA = Path.of("../../shared/data");
  private static final Path MAPPINGS = Path.of("../deploy/conf/mappings");
  private static final EventParser PARSER =
      new EventParser(
          Limits.defaults(), () -> Instant.parse("2026-06-01T00:00:00Z").toEpochMilli());

  @Test
  void onlineRetailSkipsCancellationsAndRowsWithoutCustomer() {
    Reading reading = read("online-retail", "online-retail");

    assertThat(reading.counts.rows()).isEqualTo(541_909);
    assertThat(reading.counts.rejected()).isZero();
    assertThat(reading.counts.events(EventKind.INTERACTION)).isEqualTo(397_924);
    assertThat(reading.counts.skipped()).isEqualTo(541_909 - 397_924);
    assertThat(reading.counts.events(EventKind.ITEM)).isEqualTo(3665);
    Item item = reading.first(Item.class);
    assertThat(item.getTitle()).contains("WHITE HANGING HEART T-LIGHT HOLDER");
    assertThat(item.getPrice()).contains(2.55);
    Interaction purchase = reading.first(Interaction.class);
    assertThat(purchase.getUser()).isEqualTo("17850");
    assertThat(purchase.getType()).isEqualTo(InteractionType.PURCHASE);
    assertThat(purchase.getValue()).contains(6.0);
    assertThat(purchase.getEventTime())
        .isEqualTo(Instant.parse("2010-12-01T08:26:00Z").toEpochMilli());
    assertThat(purchase.getEventId()).isEqualTo("online-retail/online_retail/0/1");
  }

  @Test
  void movieLensKeepsFiveStars() {
    Reading reading = read("movielens-100k", "movielens-100k");

    assertThat(reading.counts.rows()).isEqualTo(100_000);
    assertThat(reading.counts.rejected()).isZero();
    assertThat(reading.counts.events(EventKind.INTERACTION)).isEqualTo(21_201);
    assertThat(reading.first(Item.class).getCategories()).isNotEmpty();
  }

  @Test
  void movieLensRatingsKeepsAll() {
    Reading reading = read("movielens-100k", "movielens-100k-ratings");

    assertThat(reading.counts.events(EventKind.INTERACTION)).isEqualTo(100_000);
    assertThat(reading.counts.events(EventKind.ITEM)).isEqualTo(1682);
    assertThat(reading.counts.rejected()).isZero();
  }

  @Test
  void sentencesAreTextsWithLabels() {
    Reading reading = read("sentiment-sentences", "sentiment-sentences");

    assertThat(reading.counts.rows()).isEqualTo(2997);
    assertThat(reading.counts.events(EventKind.TEXT)).isEqualTo(2997);
    assertThat(reading.counts.events(EventKind.LABEL)).isEqualTo(2997);
    assertThat(reading.first(Label.class).getLabel()).isEqualTo("negative");
    assertThat(reading.first(Text.class).getTasks()).containsExactly("sentiment");
  }

  @Test
  void newsRejectsTheLastLineThatIsCutOff() {
    Reading reading = read("news-aggregator", "news-aggregator");

    assertThat(reading.counts.events(EventKind.TEXT)).isEqualTo(6366);
    assertThat(reading.counts.rejected()).isEqualTo(1);
    MappedRow rejected = reading.rejected.get(0);
    assertThat(rejected.violation().orElseThrow().reason().code()).isEqualTo("malformed-row");
    assertThat(rejected.raw().line()).isEqualTo(6368);
    assertThat(new String(rejected.raw().bytes(), StandardCharsets.UTF_8))
        .startsWith("6367,Grant Gustin");
  }

  @Test
  void openBanditIsImpressionsAndClicks() {
    Reading reading = read("open-bandit", "open-bandit");

    assertThat(reading.counts.rows()).isEqualTo(40_000);
    assertThat(reading.counts.rejected()).isZero();
    assertThat(reading.counts.events(EventKind.INTERACTION)).isEqualTo(40_207);
  }

  @Test
  void flightsAreTextsOfOneTask() {
    Reading reading = read("flights", "flights");

    assertThat(reading.counts.events(EventKind.TEXT)).isEqualTo(500_000);
    assertThat(reading.counts.rejected()).isZero();
    assertThat(reading.first(Text.class).getText())
        .isEqualTo("from LAS to PHL hour 00 distance 21");
    assertThat(reading.first(Label.class).getLabel()).isEqualTo("delayed");
  }

  private static Reading read(String folder, String mapping) {
    Path data = DATA.resolve(folder);
    assumeTrue(Files.exists(data), "skipped: the data set " + data + " is not here");
    Mapping rules = Mapping.read(MAPPINGS.resolve(mapping + ".yaml"));
    try (MappedFile file = MappedFile.open(data, rules, RowOrder.time(), PARSER)) {
      Reading reading = new Reading(file.counts());
      file.forEachRemaining(reading::add);
      assertThat(reading.inOrder).as("in time order").isTrue();
      return reading;
    }
  }

  private static final class Reading {
    private final RowCounts counts;
    private final List<Event> firstEvents = new ArrayList<>();
    private final List<MappedRow> rejected = new ArrayList<>();
    private long lastTime = Long.MIN_VALUE;
    private boolean inOrder = true;

    private Reading(RowCounts counts) {
      this.counts = counts;
    }

    private void add(MappedRow row) {
      row.violation().ifPresent(violation -> rejected.add(row));
      for (Event event : row.events()) {
        inOrder &= event.eventTime() >= lastTime;
        lastTime = event.eventTime();
        if (firstEvents.stream().noneMatch(first -> first.kind() == event.kind())) {
          firstEvents.add(event);
        }
      }
    }

    private <T extends org.apache.avro.specific.SpecificRecordBase> T first(Class<T> type) {
      return firstEvents.stream()
          .flatMap(event -> event.as(type).stream())
          .findFirst()
          .orElseThrow();
    }
  }
}
