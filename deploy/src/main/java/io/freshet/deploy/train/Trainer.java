package io.freshet.deploy.train;

import io.freshet.deploy.evaluate.LoopConfig;
import io.freshet.deploy.evaluate.LoopListener;
import io.freshet.deploy.evaluate.SequentialModels;
import io.freshet.deploy.evaluate.ServingLoop;
import io.freshet.deploy.evaluate.TextEncoding;
import io.freshet.deploy.evaluate.TextLoop;
import io.freshet.ingestion.Event;
import io.freshet.learner.Contribution;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Text;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline without servers over a stream of events: it makes features, lists and examples and
 * learns from them, event by event, as the jobs do. What it has learned comes out as rows for the
 * topic of the models.
 */
final class Trainer {
  private final ModelsConfig config;
  private final Map<RowKey, ParameterRow> found;
  private final boolean makeLists;
  private final SequentialModels models;
  private final ServingLoop lists;
  private final TextLoop texts;
  private final TextEncoding encoding;

  /**
   * @param found rows to go on from, as they are on the topic
   * @param makeLists whether to make the lists that the ranker learns from
   * @param encoding that texts go through; not closed here
   */
  Trainer(
      LoopConfig config,
      Map<RowKey, ParameterRow> found,
      boolean makeLists,
      TextEncoding encoding,
      LoopListener listener) {
    this.makeLists = makeLists;
    this.config = config.models();
    this.found = found;
    this.models = new SequentialModels(config);
    found.values().forEach(models::apply);
    this.lists = new ServingLoop(config, models, listener);
    this.encoding = encoding;
    this.texts = new TextLoop(config, models, listener);
  }

  void take(Event event) {
    event.as(Item.class).ifPresent(lists::describe);
    event.as(Interaction.class).ifPresent(makeLists ? lists::take : lists::watch);
    event.as(Text.class).flatMap(encoding::of).ifPresent(texts::predict);
    event.as(Label.class).ifPresent(texts::learn);
  }

  /**
   * Hands over every row that something was learned for.
   *
   * @param time of the training, epoch milliseconds: theirs from now on
   */
  void forEachRow(long time, Consumer<ParameterRow> consumer) {
    models.forEachRow(
        row -> {
          row.setIngestTime(time);
          row.setUpdatedTime(time);
          contribution(row).ifPresent(consumer);
        });
  }

  private Optional<ParameterRow> contribution(ParameterRow row) {
    @Nullable ParameterRow before = found.get(RowKey.of(row));
    return before == null
        ? Contribution.of(row)
        : Contribution.of(row, before, config.decay(row.getModel()));
  }
}
