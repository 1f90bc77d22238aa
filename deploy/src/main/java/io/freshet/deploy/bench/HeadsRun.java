package io.freshet.deploy.bench;

import io.freshet.deploy.evaluate.LearnedModels;
import io.freshet.deploy.evaluate.LoopConfig;
import io.freshet.deploy.evaluate.LoopListener;
import io.freshet.deploy.evaluate.TextLoop;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import io.freshet.scoring.TextClassifier;
import io.freshet.scoring.djl.TextEncoderLoader;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.EncodedTextLoader;
import io.freshet.scoring.text.EncoderConfig;
import io.freshet.scoring.text.TaskConfig;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a second head costs: texts are encoded and classified for one task or for two, each with
 * seed sentences and a model that has learned all the texts.
 */
final class HeadsRun {
  private static final int BATCH = 32;
  private static final double TEMPERATURE = 15;
  private static final Map<String, List<String>> CLASSES =
      new TreeMap<>(
          Map.of(
              "sentiment",
              List.of("negative", "neutral", "positive"),
              "topic",
              List.of("business", "entertainment", "health", "technology")));

  private final LoopConfig config = LoopConfig.of(ConfigFile.empty());
  private final LearnedModels models = LearnedModels.of(config, Optional.empty());
  private final EncoderConfig encoder;
  private final List<String> sentences;

  HeadsRun(EncoderConfig encoder, List<String> sentences) {
    this.encoder = encoder;
    this.sentences = sentences;
  }

  HeadsFigure run(int rounds) throws Exception {
    List<String> both = List.copyOf(CLASSES.keySet());
    List<String> first = both.subList(0, 1);
    TextClassifier classifier =
        new TextClassifier(config.models(), config.scoring().text(), models.views());
    List<Double> one = new ArrayList<>();
    List<Double> two = new ArrayList<>();
    try (InferenceModel<Text, EncodedText> forOne = load(first);
        InferenceModel<Text, EncodedText> forTwo = load(both)) {
      teach(forTwo, both);
      for (int round = -1; round < rounds; round++) {
        double alone = micros(forOne, classifier, texts(first));
        double together = micros(forTwo, classifier, texts(both));
        if (round >= 0) {
          one.add(alone);
          two.add(together);
        }
      }
    }
    return new HeadsFigure(one, two);
  }

  private InferenceModel<Text, EncodedText> load(List<String> tasks) throws Exception {
    Map<String, TaskConfig> configured = new TreeMap<>();
    tasks.forEach(task -> configured.put(task, seeds(task)));
    EncodedTextLoader loader = new EncodedTextLoader(new TextEncoderLoader(encoder), configured);
    return loader.load(loader.configured());
  }

  private static TaskConfig seeds(String task) {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    CLASSES.get(task).forEach(label -> classes.put(label, List.of(label)));
    return new TaskConfig(classes, TEMPERATURE);
  }

  private void teach(InferenceModel<Text, EncodedText> model, List<String> tasks) throws Exception {
    TextLoop loop = new TextLoop(config, models, LoopListener.NONE);
    List<Text> texts = texts(tasks);
    for (int from = 0; from < texts.size(); from += BATCH) {
      for (EncodedText text : model.infer(batch(texts, from))) {
        loop.predict(text);
        tasks.forEach(task -> loop.learn(label(text.text, task)));
      }
    }
  }

  /** Processor time of a text on this thread. */
  private static double micros(
      InferenceModel<Text, EncodedText> model, TextClassifier classifier, List<Text> texts)
      throws Exception {
    long started = threadNanos();
    for (int from = 0; from < texts.size(); from += BATCH) {
      for (EncodedText text : model.infer(batch(texts, from))) {
        classifier.classify(text, 0);
      }
    }
    return (threadNanos() - started) / 1e3 / texts.size();
  }

  private static long threadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static List<Text> batch(List<Text> texts, int from) {
    return texts.subList(from, Math.min(texts.size(), from + BATCH));
  }

  private List<Text> texts(List<String> tasks) {
    List<Text> texts = new ArrayList<>(sentences.size());
    for (int number = 0; number < sentences.size(); number++) {
      String name = Integer.toString(number);
      texts.add(
          Text.newBuilder()
              .setEventId(name)
              .setTextId(name)
              .setText(sentences.get(number))
              .setTasks(tasks)
              .setEventTime(number)
              .setIngestTime(number)
              .build());
    }
    return texts;
  }

  /** A class that depends on the text alone. */
  private static Label label(Text text, String task) {
    List<String> classes = CLASSES.get(task);
    int place = Math.floorMod(text.getText().hashCode(), classes.size());
    return Label.newBuilder()
        .setEventId(text.getTextId() + '/' + task)
        .setTextId(text.getTextId())
        .setTask(task)
        .setLabel(classes.get(place))
        .setEventTime(text.getEventTime())
        .setIngestTime(text.getIngestTime())
        .build();
  }
}
