package io.freshet.deploy.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** With the encoder that is configured: nothing else knows what a class is by its name. */
class ClassifyCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void linesOfTextAreAnsweredByClassesThatAreKnownByName() throws IOException {
    Path file =
        write(
            "texts.txt",
            "Shares of the bank fell by five percent",
            "",
            "The football team won the championship");

    assertThat(run("--file", file.toString(), "--labels", "finance,football")).isZero();

    List<JsonNode> answers = answers();
    assertThat(answers)
        .extracting(a -> a.get("label").asText())
        .containsExactly("finance", "football");
    assertThat(answers).extracting(a -> a.get("line").asInt()).containsExactly(1, 3);
    assertThat(answers.get(0).get("confidence").asDouble())
        .isEqualTo(answers.get(0).at("/probabilities/finance").asDouble())
        .isGreaterThan(0.5);
    assertThat(err.toString())
        .contains("all-MiniLM-L6-v2-int8 version 1", "finance", "2 rows, 0 bad", "rows/s");
  }

  @Test
  void badLinesAreToldByNumberAndTheOthersAnswered() throws IOException {
    Path file =
        write(
            "texts.jsonl",
            "{\"body\": \"I love it\"}",
            "no json",
            "{\"other\": \"field\"}",
            "{\"body\": \"" + "long ".repeat(5_000) + "\"}",
            "{\"body\": \"I hate it\"}");

    assertThat(run("--file", file.toString(), "--column", "body", "--task", "sentiment")).isZero();

    assertThat(answers())
        .extracting(answer -> answer.get("label").asText())
        .containsExactly("positive", "negative");
    assertThat(err.toString())
        .contains("texts.jsonl:2: ", "texts.jsonl:3: ", "texts.jsonl:4: a text of 25000 characters")
        .contains("5 rows, 3 bad");
  }

  @Test
  void seedSentencesMakeClassesAndAnswersGoToAFile() throws IOException {
    Path file =
        write("texts.csv", "id,text", "1,\"Where is my parcel, \"\"express\"\"?\"", "2,Refund me");
    Path seeds =
        write(
            "kinds.yaml",
            "delivery: ['When will my order arrive?', The package has not come yet.]",
            "payment: [I want my money back., You charged me twice.]");
    Path answers = directory.resolve("answers.csv");

    assertThat(
            run(
                "--file",
                file.toString(),
                "--seeds",
                seeds.toString(),
                "--task",
                "kind",
                "--explain",
                "--out",
                answers.toString()))
        .isZero();

    assertThat(out.toString()).isEmpty();
    List<String> lines = Files.readAllLines(answers);
    assertThat(lines.get(0)).isEqualTo("line,id,text,task,label,confidence,abstained,reasons");
    assertThat(lines.get(1))
        .startsWith("2,texts/0,\"Where is my parcel, \"\"express\"\"?\",kind,delivery,0.")
        .endsWith(",false,");
    assertThat(lines.get(2)).contains(",kind,payment,");
  }

  @Test
  void doubtfulAnswersAreWithheldAndLabelsOfTheFileAreComparedWith() throws IOException {
    Path file = write("t.tsv", "I love it\tpositive", "I hate it\tpositive");
    Path mapping =
        write(
            "m.yaml",
            "format: {type: tsv, columns: [text, label]}",
            "events:",
            "  - {kind: text, fields: {textId: \"{@row}\", text: \"{text}\", tasks: sentiment}}",
            "  - {kind: label, fields: {textId: \"{@row}\", task: sentiment, label: \"{label}\"}}");

    assertThat(
            run(
                "--file",
                file.toString(),
                "--mapping",
                mapping.toString(),
                "--abstain-below",
                "1.0"))
        .isZero();

    assertThat(answers()).allMatch(answer -> answer.get("abstained").asBoolean());
    assertThat(err.toString()).contains("(withheld)", "accuracy 0.500 on 2 labelled texts");
  }

  @Test
  void whatMakesNoSenseIsToldInOneLine() throws IOException {
    String file = write("texts.txt", "hello").toString();
    assertThat(run("--file", directory + "/none.txt")).isEqualTo(1);
    assertThat(run("--file", file, "--labels", "one")).isEqualTo(1);
    assertThat(run("--file", file, "--labels", "a,b", "--encoder", "none")).isEqualTo(1);
    assertThat(run("--file", file, "--task", "mood")).isEqualTo(1);
    assertThat(run("--file", file, "--encoder", "best")).isEqualTo(1);
    assertThat(run("--file", file, "--labels", "a,b", "--seeds", file)).isEqualTo(2);
    assertThat(err.toString())
        .contains("--file = ", "--labels = [one], expected two classes")
        .contains("--encoder = none, expected an encoder")
        .contains("--task = mood, expected one of [sentiment]")
        .contains("scoring.text.encoder.name = best")
        .contains("mutually exclusive");
    assertThat(run("--file", write("empty.txt").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("empty.txt has no text that could be classified");
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), Arrays.asList(lines));
  }

  private List<JsonNode> answers() throws IOException {
    List<JsonNode> answers = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      answers.add(JSON.readTree(line));
    }
    return answers;
  }

  private int run(String... arguments) {
    return new CommandLine(new ClassifyCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              command.getErr().println(error.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(arguments);
  }
}
