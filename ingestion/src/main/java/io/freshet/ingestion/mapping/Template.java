package io.freshet.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.freshet.schemas.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with {@code {name}} where a value of the row belongs; without any it is a constant. A
 * template that is one name alone keeps the JSON type of the value. It is absent as soon as one of
 * its values is.
 */
final class Template {
  private static final Pattern NAME = Pattern.compile("\\{([^{}]+)}");

  private final List<String> literals = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  Template(String text) {
    Matcher matcher = NAME.matcher(text);
    int end = 0;
    while (matcher.find()) {
      literals.add(text.substring(end, matcher.start()));
      names.add(checked(matcher.group(1)));
      end = matcher.end();
    }
    literals.add(text.substring(end));
  }

  private static String checked(String name) {
    boolean known = !name.startsWith("@") || List.of("@row", "@file", "@id").contains(name);
    ConfigException.require(known, "template", "{" + name + "}", "@row, @file or @id after the @");
    return name;
  }

  List<String> names() {
    return names;
  }

  Optional<JsonNode> render(SourceRow row) {
    if (names.size() == 1 && literals.get(0).isEmpty() && literals.get(1).isEmpty()) {
      return row.get(names.get(0));
    }
    StringBuilder text = new StringBuilder(literals.get(0));
    for (int i = 0; i < names.size(); i++) {
      Optional<String> value = row.text(names.get(i));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      text.append(value.get()).append(literals.get(i + 1));
    }
    return Optional.of(TextNode.valueOf(text.toString()));
  }
}
