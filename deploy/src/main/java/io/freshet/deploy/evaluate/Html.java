package io.freshet.deploy.evaluate;

import java.util.List;
import java.util.stream.Collectors;

/** The parts of a page. Everything is well-formed XML, too. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** An element around content that is HTML already. */
  static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">\n";
  }

  static String section(String title, String content) {
    return element("section", element("h2", escape(title)) + content);
  }

  /** A table that scrolls sideways on a narrow screen; its first column are headings. */
  static String table(List<String> header, List<List<String>> rows) {
    String head = header.stream().map(cell -> cell("th", cell)).collect(Collectors.joining());
    String body = rows.stream().map(Html::row).collect(Collectors.joining());
    return "<div class=\"scroll\">"
        + element("table", element("thead", element("tr", head)) + element("tbody", body))
        + "</div>\n";
  }

  private static String row(List<String> cells) {
    String first = cell("th", cells.get(0));
    return element(
        "tr",
        cells.stream()
            .skip(1)
            .map(cell -> cell("td", cell))
            .collect(Collectors.joining("", first, "")));
  }

  private static String cell(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }
}
