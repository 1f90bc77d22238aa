package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import java.util.Objects;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class FeatureJobTest {
  @Test
  void everyOperatorOfTheJobHasItsUid() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobEnvironment.configuration(FlinkConfig.defaults()));
    FeatureJob.define(environment, ConfigFile.empty());
    StreamGraph graph = environment.getStreamGraph();
    assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
    assertThat(graph.getStreamNodes().stream().map(StreamNode::getTransformationUID))
        .filteredOn(Objects::nonNull)
        .contains(
            "source-interactions",
            "source-items",
            "source-recommendations",
            "source-text-predictions",
            "source-labels",
            "features-update-users",
            "features-update-items",
            "features-join-labels",
            "features-measure-outcomes");
  }

  @Test
  void namesTheArgumentsItExpects() {
    assertThatThrownBy(() -> FeatureJob.main(new String[] {"x"}))
        .isInstanceOf(ConfigException.class)
        .hasMessage("arguments x, expected --config FILE");
  }
}
