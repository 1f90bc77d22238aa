package io.freshet.scoring;

import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.model.RowTable;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/**
 * Which number a model has for each item of the {@link ItemCatalogue}, and the other way round:
 * found by name once, and again only after the model has taken numbers back. Not thread-safe.
 */
final class ItemNumbers {
  private static final int UNKNOWN = 0;

  private final ItemCatalogue catalogue;
  private final ToIntFunction<String> find;
  private final IntFunction<String> name;
  private final IntSupplier removals;

  /** Number + 1 in the model by id; and the other way round. */
  private int[] numbers = new int[256];

  private int[] ids = new int[256];
  private int seenRemovals;

  /**
   * @param find an item's number in the model, or {@link RowTable#ABSENT}
   * @param name the item of a number
   * @param removals changes whenever a number was taken back
   */
  private ItemNumbers(
      ItemCatalogue catalogue,
      ToIntFunction<String> find,
      IntFunction<String> name,
      IntSupplier removals) {
    this.catalogue = catalogue;
    this.find = find;
    this.name = name;
    this.removals = removals;
  }

  static ItemNumbers of(CoVisitationModel model, ItemCatalogue catalogue) {
    return new ItemNumbers(catalogue, model::find, model::item, () -> 0);
  }

  static ItemNumbers of(PopularityModel model, ItemCatalogue catalogue) {
    return new ItemNumbers(catalogue, model::find, model::item, model::removals);
  }

  static ItemNumbers of(EmbeddingModel model, ItemCatalogue catalogue) {
    return new ItemNumbers(catalogue, model::find, model::item, model::removals);
  }

  /** Looks whether the model has taken numbers back; to be called before each list. */
  void refresh() {
    if (removals.getAsInt() != seenRemovals) {
      seenRemovals = removals.getAsInt();
      Arrays.fill(numbers, UNKNOWN);
      Arrays.fill(ids, UNKNOWN);
    }
  }

  /** The model's number of an item, or {@link RowTable#ABSENT}. */
  int number(int id) {
    if (id >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(id + 1, 2 * numbers.length));
    }
    if (numbers[id] == UNKNOWN) {
      numbers[id] = find.applyAsInt(catalogue.item(id)) + 1;
    }
    return numbers[id] - 1;
  }

  /** The id of the item that has a number in the model. */
  int id(int number) {
    if (number >= ids.length) {
      ids = Arrays.copyOf(ids, Math.max(number + 1, 2 * ids.length));
    }
    if (ids[number] == UNKNOWN) {
      ids[number] = catalogue.id(name.apply(number)) + 1;
    }
    return ids[number] - 1;
  }
}
