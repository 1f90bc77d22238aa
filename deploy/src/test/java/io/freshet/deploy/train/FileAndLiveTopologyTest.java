package io.freshet.deploy.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.deploy.evaluate.LoopConfig;
import io.freshet.deploy.evaluate.LoopListener;
import io.freshet.deploy.evaluate.TextEncoding;
import io.freshet.features.flink.FeatureTopology;
import io.freshet.ingestion.Event;
import io.freshet.learner.flink.LearnerTopology;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextPrediction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file, learned by {@code train} and by the jobs. The jobs get the lists and predictions that
 * were made for the file, since those depend on what was learned by then, and vectors of int8
 * weights on which texts are encoded together.
 */
class FileAndLiveTopologyTest {
  /** How far a value may be off, by model; models that are not named agree bit for bit. */
  private static final Map<String, Float> TOLERANCE = Map.of();

  private static final LoopConfig CONFIG = LoopConfig.of(ConfigFile.empty());

  @TempDir private Path directory;
  private final List<Event> events = new ArrayList<>();
  private final Recorder made = new Recorder();
  private final TextEncoding encoding = TextEncoding.open(CONFIG.scoring().text());
  private final Trainer trainer = new Trainer(CONFIG, Map.of(), true, encoding, made);

  private static final class Recorder implements LoopListener {
    private final List<Recommendation> lists = new ArrayList<>();
    private final List<TextPrediction> predictions = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();

    @Override
    public void served(Recommendation list) {
      lists.add(list);
    }

    @Override
    public void predicted(TextPrediction prediction) {
      predictions.add(prediction);
    }

    @Override
    public void learned(Example example) {
      examples.add(example);
    }
  }

  @BeforeEach
  void train() throws Exception {
    GeneratedLog log = new GeneratedLog(directory);
    events.addAll(
        GeneratedLog.events(
            log.interactions("log.csv", GeneratedLog.BEGIN), log.interactionMapping()));
    events.addAll(GeneratedLog.events(log.texts("texts.csv"), log.textMapping()));
    events.forEach(trainer::take);
  }

  @AfterEach
  void close() {
    encoding.close();
  }

  @Test
  void theSameExamplesAndTheSameParameters() throws Exception {
    assertThat(made.examples)
        .filteredOn(example -> example.getKind() == ExampleKind.TEXT)
        .isNotEmpty()
        .allSatisfy(example -> assertThat(example.getEmbedding()).isPresent())
        .allSatisfy(example -> assertThat(example.getOffsets()).isNotEmpty());
    assertThat(made.examples).extracting(Example::getKind).contains(ExampleKind.values());
    StreamExecutionEnvironment environment = environment();
    DataStream<Example> examples = examples(environment);
    LearnerTopology.Outputs out =
        LearnerTopology.define(
            new LearnerTopology.Inputs(
                inFileOrder(examples), noRows(environment), noRows(environment)),
            CONFIG.models(),
            CONFIG.learner(),
            "learner-job");
    List<Example> live = new ArrayList<>();
    List<ParameterRow> rows = new ArrayList<>();
    try (var liveExamples = examples.collectAsync();
        var parameters = out.parameters().collectAsync()) {
      environment.execute();
      liveExamples.forEachRemaining(live::add);
      parameters.forEachRemaining(rows::add);
    }
    requireSameExamples(live);
    requireSameParameters(rows);
  }

  /** Beside them there is the list of each user that is still open when the stream ends. */
  private void requireSameExamples(List<Example> live) {
    Map<String, Example> byId =
        live.stream().collect(Collectors.toMap(Example::getId, example -> example));
    for (Example example : made.examples) {
      assertThat(byId.remove(example.getId())).isEqualTo(example);
    }
    assertThat(byId.keySet()).allMatch(id -> id.startsWith("rank/"));
    assertThat(byId.size()).isLessThanOrEqualTo(30);
  }

  private void requireSameParameters(List<ParameterRow> live) {
    List<ParameterRow> learned = new ArrayList<>();
    trainer.forEachRow(0, learned::add);
    Map<String, Float> expected = cells(learned);
    Map<String, Float> found = cells(live);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    assertThat(learned).extracting(ParameterRow::getModel).contains("popularity", "co-visitation");
    expected.forEach(
        (cell, value) -> {
          float tolerance = TOLERANCE.getOrDefault(cell.substring(0, cell.indexOf('/')), 0f);
          assertThat(found.get(cell)).as(cell).isCloseTo(value, within(tolerance));
        });
  }

  private DataStream<Example> examples(StreamExecutionEnvironment environment) {
    return FeatureTopology.define(
            new FeatureTopology.Inputs(
                stream(environment, of(Interaction.class), Interaction.class),
                stream(environment, of(Item.class), Item.class),
                stream(environment, made.lists, Recommendation.class),
                stream(environment, made.predictions, TextPrediction.class),
                stream(environment, of(Label.class), Label.class)),
            CONFIG.features())
        .examples();
  }

  private DataStream<Received<Example>> inFileOrder(DataStream<Example> examples) {
    List<String> ids = made.examples.stream().map(Example::getId).toList();
    return examples
        .keyBy(example -> "all", Types.STRING)
        .process(new InFileOrder(new ArrayList<>(ids)), Received.typeOf(Example.class));
  }

  private <T extends SpecificRecordBase> List<T> of(Class<T> type) {
    return events.stream().flatMap(event -> event.as(type).stream()).toList();
  }

  private static StreamExecutionEnvironment environment() {
    Configuration settings = JobEnvironment.configuration(FlinkConfig.defaults());
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return StreamExecutionEnvironment.createLocalEnvironment(1, settings);
  }

  private static <T extends SpecificRecordBase> DataStream<T> stream(
      StreamExecutionEnvironment environment, List<T> records, Class<T> type) {
    return environment.fromData(records, new AvroTypeInfo<>(type));
  }

  private static DataStream<Received<ParameterRow>> noRows(StreamExecutionEnvironment environment) {
    return nothing(environment, Received.typeOf(ParameterRow.class));
  }

  private static <T> DataStream<T> nothing(
      StreamExecutionEnvironment environment, TypeInformation<T> type) {
    return environment.fromSequence(0, 0).<T>flatMap((number, out) -> {}).returns(type);
  }

  /** Every value that is not 0 and every landmark, by row, column and index; last one wins. */
  private static Map<String, Float> cells(List<ParameterRow> rows) {
    Map<String, ParameterRow> latest = new HashMap<>();
    rows.forEach(
        row -> latest.put(row.getModel() + '/' + row.getTable() + '/' + row.getKey(), row));
    Map<String, Float> cells = new TreeMap<>();
    latest.forEach(
        (key, row) -> {
          int width = row.getValues().size() / Math.max(1, row.getColumns().size());
          for (int i = 0; i < row.getValues().size(); i++) {
            String column = row.getColumns().isEmpty() ? "" : row.getColumns().get(i / width);
            if (row.getValues().get(i) != 0) {
              String place = key + '|' + row.getLandmark() + '|' + column + '|' + i % width;
              cells.put(place, row.getValues().get(i));
            }
          }
        });
    return cells;
  }
}
