package io.freshet.deploy.classify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.schemas.record.NgramContribution;
import io.freshet.schemas.record.TextHead;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How answers are written, a line each. */
enum AnswerFormat {
  /** An object per line. */
  JSON_LINES {
    @Override
    List<String> header(boolean explained) {
      return List.of();
    }

    @Override
    String line(ClassifiedText answer, boolean explained) {
      ObjectNode json = JSON.createObjectNode();
      json.put("line", answer.line()).put("id", answer.id()).put("text", answer.text());
      TextHead head = answer.head();
      json.put("task", head.getTask());
      head.getLabel().ifPresent(label -> json.put("label", label));
      json.put("confidence", answer.confidence()).put("abstained", head.getAbstained());
      ObjectNode probabilities = json.putObject("probabilities");
      for (int i = 0; i < head.getLabels().size(); i++) {
        probabilities.put(head.getLabels().get(i), head.getProbabilities().get(i));
      }
      if (explained) {
        explain(head, json.putArray("reasons"));
      }
      return json.toString();
    }
  },

  /** Comma-separated, with a header. */
  CSV {
    @Override
    List<String> header(boolean explained) {
      return List.of(
          "line,id,text,task,label,confidence,abstained" + (explained ? ",reasons" : ""));
    }

    @Override
    String line(ClassifiedText answer, boolean explained) {
      TextHead head = answer.head();
      String cells =
          csv(
              Long.toString(answer.line()),
              answer.id(),
              answer.text(),
              head.getTask(),
              head.getLabel().orElse(""),
              String.format(Locale.ROOT, "%.4f", answer.confidence()),
              Boolean.toString(head.getAbstained()));
      return explained ? cells + "," + csv(reasons(head)) : cells;
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();

  /** By the ending of the file's name. */
  static AnswerFormat of(Path file) {
    return file.toString().endsWith(".csv") ? CSV : JSON_LINES;
  }

  /** What stands above the answers. */
  abstract List<String> header(boolean explained);

  /**
   * @param explained whether the n-grams that moved it are told
   */
  abstract String line(ClassifiedText answer, boolean explained);

  private static void explain(TextHead head, ArrayNode reasons) {
    for (NgramContribution reason : head.getReasons()) {
      reasons
          .addObject()
          .put("ngram", reason.getNgram())
          .put("contribution", reason.getContribution());
    }
  }

  private static String reasons(TextHead head) {
    return head.getReasons().stream()
        .map(r -> String.format(Locale.ROOT, "%s %+.3f", r.getNgram(), r.getContribution()))
        .collect(Collectors.joining("; "));
  }

  private static String csv(String... cells) {
    return Arrays.stream(cells).map(AnswerFormat::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    return cell.matches("(?s).*[\",\\r\\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
