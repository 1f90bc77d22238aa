package io.freshet.deploy.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.deploy.evaluate.LoopConfig;
import io.freshet.deploy.evaluate.LoopListener;
import io.freshet.deploy.evaluate.TextEncoding;
import io.freshet.ingestion.Event;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.ParameterRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final LoopConfig CONFIG = LoopConfig.of(ConfigFile.empty());

  @TempDir private Path directory;
  private final List<Event> events = new ArrayList<>();

  @BeforeEach
  void generate() throws IOException {
    GeneratedLog log = new GeneratedLog(directory);
    Path file = log.interactions("log.csv", GeneratedLog.BEGIN);
    events.addAll(GeneratedLog.events(file, log.interactionMapping()));
  }

  @Test
  void aNewModelIsAllAddedAndCarriesTheTimeOfTheTraining() {
    assertThat(rows(train(Map.of(), true)).values())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.getAdded()).contains(List.of());
              assertThat(row.getUpdatedTime()).isEqualTo(9);
              assertThat(row.getIngestTime()).isEqualTo(9);
              assertThat(row.getValues()).anyMatch(value -> value != 0);
            })
        .anyMatch(row -> row.getModel().equals("ranker"));
  }

  @Test
  void withoutListsTheRankerLearnsNothingAndTheRestTheSame() {
    Map<RowKey, ParameterRow> with = rows(train(Map.of(), true));
    Map<RowKey, ParameterRow> without = rows(train(Map.of(), false));
    assertThat(without).isNotEmpty();
    assertThat(without.keySet()).noneMatch(key -> key.model().equals("ranker"));
    without.forEach((key, row) -> assertThat(row).isEqualTo(with.get(key)));
  }

  @Test
  void goingOnItTellsWhatItAdded() {
    Map<RowKey, ParameterRow> found = rows(train(Map.of(), false));
    RowKey visits = new RowKey("co-visitation", "counts", "i0");
    ParameterRow twice = rows(train(found, false)).get(visits);
    float once = found.get(visits).getValues().get(0);
    assertThat(twice.getValues().get(0)).isCloseTo(2 * once, within(1e-3f));
    assertThat(twice.getAdded().orElseThrow().get(0)).isCloseTo(once, within(1e-3f));
  }

  @Test
  void whatWasNotTouchedIsNotTold() {
    Map<RowKey, ParameterRow> found = rows(train(Map.of(), true));
    assertThat(rows(new Trainer(CONFIG, found, true, TextEncoding.none(), LoopListener.NONE)))
        .isEmpty();
  }

  private Trainer train(Map<RowKey, ParameterRow> found, boolean makeLists) {
    Trainer trainer = new Trainer(CONFIG, found, makeLists, TextEncoding.none(), LoopListener.NONE);
    events.forEach(trainer::take);
    return trainer;
  }

  private static Map<RowKey, ParameterRow> rows(Trainer trainer) {
    Map<RowKey, ParameterRow> rows = new HashMap<>();
    trainer.forEachRow(9, row -> rows.put(RowKey.of(row), row));
    return rows;
  }
}
