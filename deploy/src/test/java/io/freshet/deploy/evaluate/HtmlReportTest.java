package io.freshet.deploy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingestion.mapping.RowCounts;
import io.freshet.schemas.metrics.Calibration.Bin;
import io.freshet.schemas.metrics.ClassificationMetrics.Cell;
import io.freshet.schemas.metrics.ClassificationMetrics.ClassCounts;
import io.freshet.schemas.metrics.Interval;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final int POINTS = 10;
  private static final List<Moment> MOMENTS =
      IntStream.rangeClosed(1, POINTS).mapToObj(i -> new Moment(10L * i, 86_400_000L * i)).toList();

  @Test
  void isWellFormedAndNeedsNothingElse() throws Exception {
    String page = HtmlReport.render(report(card("popularity", 0.1), card("a<b>&\"c\"", 0.2)));
    parse(page);
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains(
            "prefers-color-scheme: dark", "width=device-width", "a&lt;b&gt;&amp;&quot;c&quot;")
        .doesNotContain("<script", "http", "url(", "@import");
  }

  @Test
  void tableHasFiguresIntervalsAndTimes() throws Exception {
    String table = HtmlReport.render(report(card("popularity", 0.1)));
    assertThat(table)
        .contains("0.1000 <small>±0.0200</small>")
        .contains("<td>3.5</td><td>2.5</td><td>1.0</td>")
        .contains("100 events, 90 tested (1970-01-02 to 1970-01-11)");
  }

  @Test
  void namesDataAndConfiguration() throws Exception {
    String page = HtmlReport.render(report(card("popularity", 0.1)));
    assertThat(page).contains("log.csv", "shuffled, seed 7", "10 events", "models: {x: 1}");
  }

  @Test
  void hasALinePerModelAndKindWithAPointPerMoment() throws Exception {
    Document page = parse(HtmlReport.render(report(card("popularity", 0.1), card("freshet", 0.2))));
    NodeList lines = page.getElementsByTagName("polyline");
    assertThat(lines.getLength()).isEqualTo(4);
    for (int i = 0; i < lines.getLength(); i++) {
      assertThat(points((Element) lines.item(i))).hasSize(POINTS);
    }
  }

  /** 352 units wide for 0 to 100 tests, 204 high for 0.1 to 0.2. */
  @Test
  void pointsLieWhereTheirValuesAre() throws Exception {
    Document page = parse(HtmlReport.render(report(card("popularity", 0.1), card("freshet", 0.2))));
    NodeList lines = page.getElementsByTagName("polyline");
    assertThat(points((Element) lines.item(0))).startsWith("35.2,204.0").endsWith("352.0,204.0");
    assertThat(points((Element) lines.item(1))).startsWith("35.2,0.0").endsWith("352.0,0.0");
    assertThat(((Element) lines.item(0)).getAttribute("class")).isEqualTo("line s0");
    assertThat(((Element) lines.item(1)).getAttribute("class")).isEqualTo("line own");
  }

  @Test
  void showsTheClassesOfAClassifier() throws Exception {
    ClassDetails details =
        new ClassDetails(
            List.of(new ClassCounts("good", 30, 20, 15)),
            List.of(new Cell("good", "bad", 15), new Cell("good", "good", 15)),
            List.of(new Bin(10, 0.4, 0.5), new Bin(20, 0.8, 0.75)));
    String page = HtmlReport.render(report(card("freshet", 0.5).with(details)));
    parse(page);
    assertThat(page)
        .contains("Classes of freshet", "0.7500 <small>±", "0.5000 <small>±", "0.6000")
        .contains("<th>bad</th><th>good</th>", "<td>15</td><td>15</td>")
        .contains("points=\"140.8,102.0 281.6,51.0\"");
  }

  private static Report report(Scorecard... cards) {
    return new Report(
        "next-item",
        new DataFacts(
            "log.csv",
            "log.yaml",
            new RowCounts(),
            new Plan(100, 10, 0, false),
            Optional.empty(),
            Optional.of(7L)),
        90,
        1.5,
        List.of(cards),
        Optional.empty(),
        "models: {x: 1}\n");
  }

  private static Scorecard card(String model, double value) {
    List<Double> values = MOMENTS.stream().map(moment -> value).toList();
    Interval interval = new Interval(value - 0.02, value + 0.02);
    Figure figure =
        new Figure("recall@10", value, Optional.of(interval), new Curve(values, values));
    return new Scorecard(model, List.of(figure), MOMENTS, Optional.empty(), Optional.empty())
        .with(new Cost(2.5, 1));
  }

  private static List<String> points(Element line) {
    return List.of(line.getAttribute("points").split(" "));
  }

  private static Document parse(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }
}
