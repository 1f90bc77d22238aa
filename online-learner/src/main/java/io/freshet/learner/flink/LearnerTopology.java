package io.freshet.learner.flink;

import io.freshet.learner.LearnerConfig;
import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Progress;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.RowDelta;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Learners on partitions of the examples, whose deltas one keyed operator adds up per row; what it
 * publishes comes back as the changelog.
 */
public final class LearnerTopology {
  private LearnerTopology() {}

  /**
   * What the topology makes.
   *
   * @param parameters merged rows, absolute
   * @param progress figures of the learners
   * @param rejected examples that nothing could be learned from
   */
  public record Outputs(
      DataStream<ParameterRow> parameters,
      DataStream<Progress> progress,
      DataStream<Rejected> rejected) {}

  /**
   * What it reads.
   *
   * @param examples partitioned by their key
   * @param changelog the topic that {@link Outputs#parameters()} are written to, without an end
   * @param start the same topic from its beginning to where it was when the job started
   */
  public record Inputs(
      DataStream<Received<Example>> examples,
      DataStream<Received<ParameterRow>> changelog,
      DataStream<Received<ParameterRow>> start) {}

  /**
   * @param job name of the job, for dead letters
   */
  public static Outputs define(Inputs in, ModelsConfig models, LearnerConfig config, String job) {
    SingleOutputStreamOperator<RowDelta> deltas =
        in.examples()
            .connect(in.changelog().broadcast())
            .transform(
                "learner-learn-examples",
                new AvroTypeInfo<>(RowDelta.class),
                new LearnOperator(models, config, job))
            .uid("learner-learn-examples");
    DataStream<ParameterRow> parameters =
        deltas
            .union(contributions(in))
            .keyBy(LearnerTopology::row, Types.STRING)
            .connect(in.start().keyBy(LearnerTopology::row, Types.STRING))
            .transform(
                "learner-merge-deltas",
                new AvroTypeInfo<>(ParameterRow.class),
                new MergeOperator(models, config))
            .uid("learner-merge-deltas");
    return new Outputs(
        parameters,
        deltas.getSideOutput(LearnOperator.PROGRESS),
        deltas.getSideOutput(Accepted.REJECTED));
  }

  private static DataStream<RowDelta> contributions(Inputs in) {
    return in.changelog()
        .flatMap(new Contributions())
        .returns(new AvroTypeInfo<>(RowDelta.class))
        .uid("learner-pick-contributions")
        .name("learner-pick-contributions");
  }

  private static String row(RowDelta delta) {
    return delta.getModel() + '/' + delta.getTable() + '/' + delta.getKey();
  }

  private static String row(Received<ParameterRow> received) {
    ParameterRow row = received.value;
    return row == null ? "" : row.getModel() + '/' + row.getTable() + '/' + row.getKey();
  }
}
