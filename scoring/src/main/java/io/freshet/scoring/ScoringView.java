package io.freshet.scoring;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.ItemFeatures;
import java.util.function.Consumer;

/** What all scorers share, in memory: models and item catalogue. Not thread-safe. */
public final class ScoringView {
  private final ModelViews models;
  private final ItemCatalogue catalogue;

  public ScoringView(ScoringConfig scoring, ModelsConfig models) {
    this(new ModelViews(models), new ItemCatalogue(scoring.candidates().newItemPool()));
  }

  /** A view of models that someone else fills. */
  public ScoringView(ModelViews models, ItemCatalogue catalogue) {
    this.models = models;
    this.catalogue = catalogue;
  }

  public ModelViews models() {
    return models;
  }

  public ItemCatalogue catalogue() {
    return catalogue;
  }

  public void apply(ModelUpdate update) {
    if (update.row != null) {
      models.apply(update.row, update.position);
    } else {
      describe(update.item);
    }
  }

  /** Takes the latest features of an item. */
  public void describe(ItemFeatures item) {
    if (catalogue.update(item)) {
      models.describe(item);
    }
  }

  /** Hands out updates that rebuild this view. */
  public void forEach(Consumer<ModelUpdate> consumer) {
    models.forEachRow(row -> consumer.accept(ModelUpdate.of(row, models.version())));
    catalogue.forEach(item -> consumer.accept(ModelUpdate.of(item)));
  }
}
