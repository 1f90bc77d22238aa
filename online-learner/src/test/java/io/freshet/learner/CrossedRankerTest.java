package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.CrossConfig;
import io.freshet.schemas.model.FtrlConfig;
import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.LogisticModel;
import io.freshet.schemas.model.OptimiserConfig;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.RankingCandidate;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After item "a" users choose item "b", after "c" item "d": only the cross can tell. */
class CrossedRankerTest {
  private static final LogisticConfig CONFIG =
      new LogisticConfig(
          FtrlConfig.defaults(),
          OptimiserConfig.defaults(),
          new CrossConfig(List.of("last-item*item"), 12));

  private final FtrlLearner ranker = FtrlLearner.ranker(CONFIG, 1);

  @Test
  void crossesTellWhatFollowsWhat() {
    learn(200);
    assertThat(logOdds("a")[0]).isGreaterThan(logOdds("a")[1] + 1);
    assertThat(logOdds("c")[1]).isGreaterThan(logOdds("c")[0] + 1);
    assertThat(logOdds("e")[0]).isCloseTo(logOdds("e")[1], within(1e-6));
  }

  @Test
  void deltasOfCrossesRebuildTheModel() {
    learn(100);
    List<RowDelta> deltas = new ArrayList<>();
    ranker.flush(deltas::add);
    assertThat(deltas)
        .extracting(RowDelta::getKey)
        .filteredOn(key -> key.startsWith("#"))
        .hasSize(4);
    LogisticModel copy = LogisticModel.ranker(CONFIG);
    deltas.forEach(copy::add);
    double[] expected = logOdds("a");
    double[] copied = new double[2];
    copy.score(input("a"), copied);
    assertThat(copied).containsExactly(expected, within(1e-5));
  }

  private void learn(int lists) {
    for (int i = 0; i < lists; i++) {
      ranker.learn(list(i % 2 == 0 ? "a" : "c", i % 2));
    }
  }

  private double[] logOdds(String lastItem) {
    double[] logOdds = new double[2];
    ranker.model().score(input(lastItem), logOdds);
    return logOdds;
  }

  private static ExampleInput input(String lastItem) {
    ExampleInput input = new ExampleInput();
    input.set(list(lastItem, 0));
    return input;
  }

  /** Both candidates have the same features, and the same position. */
  private static Example list(String lastItem, int chosen) {
    Example example = new Examples(7).ranking();
    RankingCandidate same = example.getCandidates().get(0);
    List<RankingCandidate> candidates = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      candidates.add(
          new RankingCandidate(
              i == 0 ? "b" : "d", 0, same.getFeatures(), i == chosen ? 1f : 0f, "", null));
    }
    example.setCandidates(candidates);
    example.setLastItem(lastItem);
    return example;
  }
}
