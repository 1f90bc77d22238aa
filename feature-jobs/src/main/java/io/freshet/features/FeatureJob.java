package io.freshet.features;

import io.freshet.features.flink.FeatureTopology;
import io.freshet.features.flink.FeatureTopology.Inputs;
import io.freshet.features.flink.FeatureTopology.Outputs;
import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.flink.KafkaSinks;
import io.freshet.schemas.flink.KafkaSources;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Reads events and predictions; writes features, examples, outcomes and serving-side figures. */
public final class FeatureJob {
  public static final String NAME = "feature-job";

  private FeatureJob() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 2 || !args[0].equals("--config")) {
      throw new ConfigException("arguments " + String.join(" ", args) + ", expected --config FILE");
    }
    ConfigFile config = ConfigFile.read(Path.of(args[1]));
    FlinkConfig flink = config.section("flink", FlinkConfig.defaults());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.configuration(flink));
    define(environment, config);
    environment.execute("freshet-" + NAME);
  }

  /** Puts the whole job, sources and sinks included, on an environment. */
  public static void define(StreamExecutionEnvironment environment, ConfigFile config) {
    KafkaConfig kafka = config.section("kafka", KafkaConfig.defaults());
    FlinkConfig flink = config.section("flink", FlinkConfig.defaults());
    FeatureConfig features = config.section("features", FeatureConfig.defaults());
    Sources sources = Sources.open(new KafkaSources(environment, kafka, flink, NAME));
    Outputs out = FeatureTopology.define(sources.inputs(), features);
    attach(out, sources, new KafkaSinks(kafka, NAME));
  }

  private static void attach(Outputs out, Sources sources, KafkaSinks sinks) {
    sinks.atLeastOnce(out.userFeatures(), Topics.USER_FEATURES);
    sinks.atLeastOnce(out.itemFeatures(), Topics.ITEM_FEATURES);
    sinks.exactlyOnce(out.examples(), Topics.EXAMPLES);
    sinks.exactlyOnce(out.outcomes(), Topics.OUTCOMES);
    sinks.atLeastOnce(out.progress(), Topics.PROGRESS);
    sinks.atLeastOnce(out.late(), Topics.LATE);
    sinks.atLeastOnce(
        sources
            .interactions()
            .getSideOutput(Accepted.REJECTED)
            .union(
                sources.items().getSideOutput(Accepted.REJECTED),
                sources.recommendations().getSideOutput(Accepted.REJECTED),
                sources.textPredictions().getSideOutput(Accepted.REJECTED),
                sources.labels().getSideOutput(Accepted.REJECTED)),
        Topics.REJECTED);
  }

  private record Sources(
      SingleOutputStreamOperator<Interaction> interactions,
      SingleOutputStreamOperator<Item> items,
      SingleOutputStreamOperator<Recommendation> recommendations,
      SingleOutputStreamOperator<TextPrediction> textPredictions,
      SingleOutputStreamOperator<Label> labels) {

    static Sources open(KafkaSources kafka) {
      return new Sources(
          accept(kafka.read(Topics.INTERACTIONS, Interaction::getEventTime), Topics.INTERACTIONS),
          accept(kafka.readChangelog(Topics.ITEMS), Topics.ITEMS),
          accept(
              kafka.read(Topics.RECOMMENDATIONS, Recommendation::getEventTime),
              Topics.RECOMMENDATIONS),
          accept(
              kafka.read(Topics.TEXT_PREDICTIONS, TextPrediction::getEventTime),
              Topics.TEXT_PREDICTIONS),
          accept(kafka.read(Topics.LABELS, Label::getEventTime), Topics.LABELS));
    }

    private static <T extends SpecificRecordBase> SingleOutputStreamOperator<T> accept(
        DataStream<Received<T>> received, Topic<T> topic) {
      return Accepted.of(received, topic.type(), "features-accept-" + topic.name());
    }

    Inputs inputs() {
      return new Inputs(interactions, items, recommendations, textPredictions, labels);
    }
  }
}
