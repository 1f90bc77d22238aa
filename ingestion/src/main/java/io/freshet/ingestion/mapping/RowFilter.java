package io.freshet.ingestion.mapping;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are meant at all; the others are skipped and counted, not rejected.
 *
 * @param require columns that have to have a value
 * @param include column → regular expression that its whole value has to match
 * @param exclude column → regular expression that its whole value must not match
 */
record RowFilter(
    @Nullable List<String> require,
    @Nullable Map<String, Pattern> include,
    @Nullable Map<String, Pattern> exclude) {
  RowFilter {
    require = require == null ? List.of() : List.copyOf(require);
    include = include == null ? Map.of() : Map.copyOf(include);
    exclude = exclude == null ? Map.of() : Map.copyOf(exclude);
  }

  static RowFilter none() {
    return new RowFilter(null, null, null);
  }

  boolean accepts(SourceRow row) {
    return names(require).stream().allMatch(name -> row.get(name).isPresent())
        && all(include, (name, pattern) -> matches(row, name, pattern))
        && all(exclude, (name, pattern) -> !matches(row, name, pattern));
  }

  /** Every column that the filter looks at. */
  List<String> names() {
    return Stream.of(names(require), keys(include), keys(exclude))
        .flatMap(List::stream)
        .collect(Collectors.toList());
  }

  private static List<String> names(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  private static List<String> keys(@Nullable Map<String, Pattern> map) {
    return map == null ? List.of() : List.copyOf(map.keySet());
  }

  private static boolean all(
      @Nullable Map<String, Pattern> rules, BiPredicate<String, Pattern> holds) {
    return rules == null
        || rules.entrySet().stream().allMatch(rule -> holds.test(rule.getKey(), rule.getValue()));
  }

  private static boolean matches(SourceRow row, String name, Pattern pattern) {
    return pattern.matcher(row.text(name).orElse("")).matches();
  }
}
