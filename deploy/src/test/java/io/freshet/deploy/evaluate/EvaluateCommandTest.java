package io.freshet.deploy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On the real files, where they are: the figures that are published for them. */
class EvaluateCommandTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data");
  private static final Path MAPPINGS = Path.of("conf", "mappings");

  private final StringWriter printed = new StringWriter();
  @TempDir private Path directory;

  @Test
  void nextItemOnMovieLens() throws IOException {
    JsonNode json =
        evaluate("movielens-100k/ml_100k.tsv.gz", "movielens-100k.yaml", "--task", "next-item");
    assertThat(json.at("/task").asText()).isEqualTo("next-item");
    assertThat(json.at("/events").asLong()).isEqualTo(21_201);
    double coVisitation = recall(json, "co-visitation");
    assertThat(json.at("/scorecards/freshet/points/tested").size()).isBetween(190, 210);
    assertThat(json.at("/scorecards/freshet/microseconds/event").asDouble()).isPositive();
    assertThat(recall(json, "popularity")).isCloseTo(0.1059, within(0.002));
    assertThat(recall(json, "running-counts")).isCloseTo(0.1059, within(0.002));
    assertThat(coVisitation).isGreaterThan(0.18);
    assertThat(recall(json, "freshet")).isGreaterThan(coVisitation - 0.001);
    assertThat(printed.toString()).contains("popularity", "co-visitation", "freshet", "recall@10");
  }

  @Test
  void ratingOnMovieLens() throws IOException {
    JsonNode json =
        evaluate(
            "movielens-100k/ml_100k.tsv.gz", "movielens-100k-ratings.yaml", "--task", "rating");
    assertThat(json.at("/models/running-mean/mae").asDouble()).isCloseTo(0.9421, within(0.001));
    assertThat(json.at("/models/freshet/mae").asDouble()).isLessThan(0.740);
    assertThat(json.at("/models/freshet/rmse").asDouble()).isLessThan(0.940);
  }

  @Test
  void classifyOnSentences() throws IOException {
    JsonNode json =
        evaluate(
            "sentiment-sentences",
            "sentiment-sentences.yaml",
            "--task",
            "classify",
            "--shuffle-seed",
            "1",
            "--label-delay",
            "50");
    assertThat(json.at("/models/freshet/accuracy").asDouble()).isGreaterThan(0.885);
    assertThat(json.at("/models/freshet/last-1000").asDouble()).isGreaterThan(0.9);
    assertThat(json.at("/models/freshet/first-200").asDouble()).isGreaterThan(0.8);
    assertThat(json.at("/models/freshet/ece").asDouble()).isLessThan(0.06);
    assertThat(json.at("/models/n-grams/accuracy").asDouble()).isGreaterThan(0.76);
    assertThat(json.at("/models/zero-shot/accuracy").asDouble()).isGreaterThan(0.8);
    assertThat(json.at("/models/majority-class/accuracy").asDouble()).isLessThan(0.6);
  }

  @Test
  void saysWhatIsWrongBeforeItStarts() throws IOException {
    Path log = Files.writeString(directory.resolve("log.csv"), "user,item\na,x\n");
    String mapping = MAPPINGS.resolve("movielens-100k.yaml").toString();
    List<String> input = List.of("--file", log.toString(), "--mapping", mapping);
    String page = directory.resolve("none/page.html").toString();
    assertThat(failure(input, "--html", page))
        .contains("--html = " + page + ", expected a file in a folder that exists");
    assertThat(failure(input, "--limit", "0")).contains("--limit");
  }

  private static String failure(List<String> input, String... options) {
    StringWriter printed = new StringWriter();
    List<String> arguments = new ArrayList<>(input);
    arguments.addAll(List.of(options));
    CommandLine command = command(new StringWriter(), printed);
    assertThat(command.execute(arguments.toArray(String[]::new))).isNotZero();
    return printed.toString();
  }

  private JsonNode evaluate(String file, String mapping, String... options) throws IOException {
    Path data = DATA.resolve(file);
    assumeTrue(Files.exists(data), () -> "skipped: the data set " + data + " is not there");
    Path out = directory.resolve("figures.json");
    Path page = directory.resolve("figures.html");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--file",
                data.toString(),
                "--mapping",
                MAPPINGS.resolve(mapping).toString(),
                "--json",
                out.toString(),
                "--html",
                page.toString()));
    arguments.addAll(List.of(options));
    CommandLine command = command(printed, new StringWriter());
    assertThat(command.execute(arguments.toArray(String[]::new))).isZero();
    assertThat(page).content().contains("<svg class=\"chart\"", "freshet");
    return new ObjectMapper().readTree(out.toFile());
  }

  private static CommandLine command(StringWriter out, StringWriter err) {
    return new CommandLine(new EvaluateCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err));
  }

  private static double recall(JsonNode json, String model) {
    return json.at("/models/" + model + "/recall@10").asDouble();
  }
}
