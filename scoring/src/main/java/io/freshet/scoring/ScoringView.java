package io.freshet.scoring;

import io.freshet.schemas.model.ModelsConfig;
import java.util.function.Consumer;

/** What all scorers share, in memory: models and item catalogue. Not thread-safe. */
public final class ScoringView {
  private final ModelViews models;
  private final ItemCatalogue catalogue;

  public ScoringView(ScoringConfig scoring, ModelsConfig models) {
    this.models = new ModelViews(models);
    this.catalogue = new ItemCatalogue(scoring.candidates().newItemPool());
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
      catalogue.update(update.item);
    }
  }

  /** Hands out updates that rebuild this view. */
  public void forEach(Consumer<ModelUpdate> consumer) {
    models.forEachRow(row -> consumer.accept(ModelUpdate.of(row, models.version())));
    catalogue.forEach(item -> consumer.accept(ModelUpdate.of(item)));
  }
}
