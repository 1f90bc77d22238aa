package io.freshet.features.flink;

import io.freshet.features.FeatureConfig;
import io.freshet.features.TaskMetrics;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.Progress;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.record.UserFeatures;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The graph of the feature job, from streams to streams. */
public final class FeatureTopology {
  private FeatureTopology() {}

  /** What it reads. */
  public record Inputs(
      DataStream<Interaction> interactions,
      DataStream<Item> items,
      DataStream<Recommendation> recommendations,
      DataStream<TextPrediction> textPredictions,
      DataStream<Label> labels) {}

  /** What it makes. */
  public record Outputs(
      DataStream<UserFeatures> userFeatures,
      DataStream<ItemFeatures> itemFeatures,
      DataStream<Example> examples,
      DataStream<Outcome> outcomes,
      DataStream<Progress> progress,
      DataStream<Rejected> late) {}

  public static Outputs define(Inputs in, FeatureConfig config) {
    SingleOutputStreamOperator<UserFeatures> users = users(in, config);
    SingleOutputStreamOperator<Example> texts = texts(in, config);
    DataStream<Outcome> outcomes =
        users.getSideOutput(SideOutputs.OUTCOMES).union(texts.getSideOutput(SideOutputs.OUTCOMES));
    return new Outputs(
        users,
        items(in, config),
        users.getSideOutput(SideOutputs.EXAMPLES).union(texts.getSideOutput(SideOutputs.EXAMPLES)),
        outcomes,
        progress(outcomes, config),
        users.getSideOutput(SideOutputs.LATE).union(texts.getSideOutput(SideOutputs.LATE)));
  }

  private static SingleOutputStreamOperator<UserFeatures> users(Inputs in, FeatureConfig config) {
    DataStream<UserEvent> organic =
        in.interactions()
            .filter(interaction -> interaction.getType() != InteractionType.IMPRESSION)
            .uid("features-keep-organic")
            .name("features-keep-organic")
            .map(UserEvent::of, UserEvent.TYPE)
            .uid("features-wrap-interactions")
            .name("features-wrap-interactions");
    DataStream<UserEvent> lists =
        in.recommendations()
            .map(UserEvent::of, UserEvent.TYPE)
            .uid("features-wrap-lists")
            .name("features-wrap-lists");
    return organic
        .union(lists)
        .keyBy(UserEvent::user, Types.STRING)
        .connect(in.items().broadcast(UpdateUsers.CATEGORIES, UpdateUsers.TERMS))
        .process(new UpdateUsers(config), new AvroTypeInfo<>(UserFeatures.class))
        .uid("features-update-users")
        .name("features-update-users");
  }

  private static DataStream<ItemFeatures> items(Inputs in, FeatureConfig config) {
    return in.interactions()
        .map(ItemTouch::of, ItemTouch.TYPE)
        .uid("features-touch-items")
        .name("features-touch-items")
        .keyBy(touch -> touch.item, Types.STRING)
        .connect(in.items().keyBy(Item::getItem, Types.STRING))
        .process(new UpdateItems(config), new AvroTypeInfo<>(ItemFeatures.class))
        .uid("features-update-items")
        .name("features-update-items");
  }

  private static SingleOutputStreamOperator<Example> texts(Inputs in, FeatureConfig config) {
    return in.textPredictions()
        .keyBy(TextPrediction::getTextId, Types.STRING)
        .connect(in.labels().keyBy(Label::getTextId, Types.STRING))
        .process(new JoinLabels(config), new AvroTypeInfo<>(Example.class))
        .uid("features-join-labels")
        .name("features-join-labels");
  }

  private static DataStream<Progress> progress(DataStream<Outcome> outcomes, FeatureConfig config) {
    return outcomes
        .keyBy(TaskMetrics::taskOf, Types.STRING)
        .process(new MeasureOutcomes(config), new AvroTypeInfo<>(Progress.class))
        .uid("features-measure-outcomes")
        .name("features-measure-outcomes");
  }
}
