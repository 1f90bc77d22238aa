package io.freshet.schemas.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an item is about, before anything was learned of it: the words of its title in lower case,
 * and its categories as {@value #CATEGORY}c.
 */
public final class ItemTerms {
  /** What the term of a category begins with; no word has a colon. */
  public static final String CATEGORY = "category:";

  /** At most so many different words of a title are taken. */
  public static final int WORDS = 16;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{2,}");

  private ItemTerms() {}

  /** The different terms of an item, in the order of title and categories. */
  public static List<String> of(Optional<String> title, List<String> categories) {
    Set<String> terms = new LinkedHashSet<>();
    Matcher words = WORD.matcher(title.orElse("").toLowerCase(Locale.ROOT));
    while (terms.size() < WORDS && words.find()) {
      terms.add(words.group());
    }
    for (String category : categories) {
      terms.add(CATEGORY + category);
    }
    return new ArrayList<>(terms);
  }
}
