package io.freshet.features;

import io.freshet.schemas.model.ItemTerms;
import io.freshet.schemas.record.Item;
import java.util.List;

/**
 * What an item is about.
 *
 * @param categories empty when they are not known
 * @param terms words of the title, and categories; see {@link ItemTerms}
 */
public record ItemContent(List<String> categories, List<String> terms) {
  /** Of an item that is not described. */
  public static final ItemContent UNKNOWN = new ItemContent(List.of(), List.of());

  /** As an item record describes it; a deleted item is not described. */
  public static ItemContent of(Item item) {
    return item.getDeleted()
        ? UNKNOWN
        : new ItemContent(
            item.getCategories(), ItemTerms.of(item.getTitle(), item.getCategories()));
  }
}
