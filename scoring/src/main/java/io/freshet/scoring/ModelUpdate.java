package io.freshet.scoring;

import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.ParameterRow;
import org.jspecify.annotations.NullUnmarked;

/**
 * A change of what all scorers share: a model row with its position in the changelog, or the latest
 * features of an item; exactly one of {@code row} and {@code item} is set. A Flink POJO, hence the
 * public fields.
 */
@NullUnmarked
public final class ModelUpdate {
  public ParameterRow row;
  public long position;
  public ItemFeatures item;

  public ModelUpdate() {}

  public static ModelUpdate of(ParameterRow row, long position) {
    ModelUpdate update = new ModelUpdate();
    update.row = row;
    update.position = position;
    return update;
  }

  public static ModelUpdate of(ItemFeatures item) {
    ModelUpdate update = new ModelUpdate();
    update.item = item;
    return update;
  }

  /** Names what is replaced: a newer update of the same key makes an older one obsolete. */
  Key key() {
    return row != null
        ? new Key(row.getModel(), row.getTable(), row.getKey())
        : new Key("", "", item.getItem());
  }

  record Key(String model, String table, String key) {}
}
