package io.freshet.deploy.classify;

import io.freshet.ingestion.mapping.MappedRow;
import io.freshet.ingestion.mapping.RawRow;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.scoring.TextClassifier;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.text.EncodedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Classifies texts in the order of their rows, encoding many at a time. A batch that cannot be
 * encoded is encoded text by text, so that a bad one costs nobody else an answer.
 */
final class FileClassifier {
  /** Enough for texts of near-equal length to find each other. */
  private static final int BATCH = 256;

  private final TextClassifier classifier;
  private final Optional<InferenceModel<Text, EncodedText>> encoder;
  private final TaskPlan tasks;
  private final Listener listener;
  private final List<Row> batch = new ArrayList<>(BATCH);

  private record Row(MappedRow row, Text text) {}

  /** Hears what became of texts. */
  interface Listener {
    void classified(ClassifiedText answer);

    void failed(String file, long line, String why);
  }

  FileClassifier(
      TextClassifier classifier,
      Optional<InferenceModel<Text, EncodedText>> encoder,
      TaskPlan tasks,
      Listener listener) {
    this.classifier = classifier;
    this.encoder = encoder;
    this.tasks = tasks;
    this.listener = listener;
  }

  /** Takes the texts of a row, or says what is wrong with it. */
  void take(MappedRow row) {
    row.violation()
        .ifPresent(
            wrong -> listener.failed(row.raw().fileName(), row.raw().line(), wrong.message()));
    row.events().forEach(event -> event.as(Text.class).ifPresent(text -> add(row, text)));
    if (batch.size() >= BATCH) {
      flush();
    }
  }

  private void add(MappedRow row, Text text) {
    text.setTasks(tasks.of(text));
    batch.add(new Row(row, text));
  }

  /** Classifies what was taken. */
  void flush() {
    Optional<List<EncodedText>> encoded = encoded(batch);
    for (int i = 0; i < batch.size(); i++) {
      if (encoded.isPresent()) {
        tell(batch.get(i), encoded.get().get(i));
      } else {
        classifyAlone(batch.get(i));
      }
    }
    batch.clear();
  }

  private void classifyAlone(Row row) {
    try {
      tell(row, encode(List.of(row)).get(0));
    } catch (Exception e) {
      RawRow raw = row.row().raw();
      listener.failed(raw.fileName(), raw.line(), String.valueOf(e.getMessage()));
    }
  }

  /** Empty when one of them is bad. */
  private Optional<List<EncodedText>> encoded(List<Row> rows) {
    try {
      return Optional.of(encode(rows));
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  private List<EncodedText> encode(List<Row> rows) throws Exception {
    List<Text> texts = rows.stream().map(Row::text).toList();
    return encoder.isPresent()
        ? encoder.get().infer(texts)
        : texts.stream().map(EncodedText::plain).toList();
  }

  private void tell(Row row, EncodedText encoded) {
    TextPrediction prediction = classifier.classify(encoded, row.text().getIngestTime());
    for (TextHead head : prediction.getHeads()) {
      listener.classified(
          new ClassifiedText(
              row.row().raw().fileName(),
              row.row().raw().line(),
              row.text().getTextId(),
              row.text().getText(),
              head,
              actual(row, head.getTask())));
    }
  }

  /** The class that the row says the text is of. */
  private static Optional<String> actual(Row row, String task) {
    return row.row().events().stream()
        .flatMap(event -> event.as(Label.class).stream())
        .filter(label -> label.getTask().equals(task) && !label.getNegated())
        .filter(label -> label.getTextId().equals(row.text().getTextId()))
        .map(Label::getLabel)
        .findFirst();
  }
}
