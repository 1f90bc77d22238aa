package io.freshet.deploy.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnclaimedStateTest {
  @TempDir Path point;

  @Test
  void whatIsThereByConfigurationMayGoWithItsState() throws IOException {
    write("scoring-make-lists", "scoring-infer-churn", "scoring-infer-rain");

    assertThat(UnclaimedState.mayBeLeft(point, job("scoring-make-lists", "scoring-infer-rain")))
        .isTrue();
    assertThat(UnclaimedState.mayBeLeft(point, job("scoring-make-lists"))).isTrue();
  }

  @Test
  void noOtherStateMay() throws IOException {
    write("scoring-make-lists", "scoring-infer-churn");

    assertThat(UnclaimedState.mayBeLeft(point, job("scoring-infer-churn"))).isFalse();
    assertThat(UnclaimedState.mayBeLeft(point, job("scoring-infer-rain"))).isFalse();
  }

  private void write(String... uids) throws IOException {
    List<OperatorState> states = new ArrayList<>();
    for (String uid : uids) {
      OperatorState state = new OperatorState(uid, uid, id(uid), 1, 128);
      state.putState(
          0,
          OperatorSubtaskState.builder()
              .setManagedOperatorState(
                  new OperatorStreamStateHandle(
                      Map.of(), new ByteStreamStateHandle(uid, new byte[1])))
              .build());
      states.add(state);
    }
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(point.resolve(RestorePoints.METADATA)))) {
      Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(1, states, List.of()), out);
    }
  }

  private static JobGraph job(String... uids) {
    List<OperatorIDPair> operators =
        Arrays.stream(uids)
            .map(uid -> OperatorIDPair.of(new OperatorID(), id(uid), uid, uid))
            .toList();
    return new JobGraph(new JobID(), "test", new JobVertex("test", new JobVertexID(), operators));
  }

  private static OperatorID id(String uid) {
    return new OperatorID(uid.hashCode(), uid.length());
  }
}
