package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.model.DeepFmField;
import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.SeededRows;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RankedAheadTest {
  private static final int ITEMS = 120;
  private static final int USERS = 40;
  private static final ModelsConfig DEEP_FM =
      ConfigFile.parse("test", "models: {ranker: {kind: deepfm}}")
          .section("models", ModelsConfig.defaults());

  private final SplittableRandom random = new SplittableRandom(8);
  private final ScoringView view = new ScoringView(config("cpu"), DEEP_FM);
  private final Recommender onDevice = recommender("cpu");
  private final Recommender plain = recommender("java");
  private final List<ListRequest> requests = new ArrayList<>();
  private final List<UserView> users = new ArrayList<>();

  @AfterEach
  void close() {
    onDevice.close();
    plain.close();
  }

  @Test
  void listsOfABatchAreThoseMadeOneByOneInPlainJava() {
    fill();
    learn();
    for (int batch = 0; batch < 3; batch++) {
      ask();
      assertBatchIsAsOneByOne();
      learn();
    }
  }

  @Test
  void listsOfARankerThatIsNotReadyAreThoseOfRetrieval() {
    fill();
    ask();
    assertBatchIsAsOneByOne();
  }

  @Test
  void aRequestThatCannotBeLeavesTheOthersAlone() {
    fill();
    learn();
    ask();
    requests.set(3, request("bad", Recommender.MAX_SIZE + 1));
    onDevice.lookAhead(requests, users);
    assertThatThrownBy(() -> onDevice.recommend(requests.get(3), users.get(3), Samples.NOW))
        .isInstanceOf(ScoringException.class);
    assertSame(onDevice.recommend(requests.get(4), users.get(4), Samples.NOW), one(4));
  }

  private void assertBatchIsAsOneByOne() {
    onDevice.lookAhead(requests, users);
    for (int place = 0; place < requests.size(); place++) {
      assertSame(
          onDevice.recommend(requests.get(place), users.get(place), Samples.NOW), one(place));
    }
  }

  private Recommendation one(int place) {
    return plain.recommend(requests.get(place), users.get(place), Samples.NOW);
  }

  private static void assertSame(Recommendation made, Recommendation expected) {
    assertThat(Samples.items(made)).isEqualTo(Samples.items(expected));
    assertThat(made.getBaselines()).isEqualTo(expected.getBaselines());
    assertThat(made.getVariant()).isEqualTo(expected.getVariant());
    for (int rank = 0; rank < made.getItems().size(); rank++) {
      RankedItem item = made.getItems().get(rank);
      RankedItem other = expected.getItems().get(rank);
      assertThat(item.getScore()).isCloseTo(other.getScore(), within(1e-4f));
      assertThat(item.getFeatures()).isEqualTo(other.getFeatures());
      assertThat(item.getSource()).isEqualTo(other.getSource());
      assertThat(item.getPropensity()).isEqualTo(other.getPropensity());
    }
  }

  private void fill() {
    for (int item = 0; item < ITEMS; item++) {
      view.models().apply(Samples.popularity("i" + item, 1 + random.nextInt(100)), item);
      view.models().apply(Samples.count("i" + item, 10), item);
      List<String> near =
          IntStream.range(1, 9).mapToObj(i -> "i" + random.nextInt(ITEMS)).distinct().toList();
      List<Float> counts = near.stream().map(i -> 1 + random.nextFloat()).toList();
      view.models().apply(Samples.neighbours("i" + item, near, counts), item);
      view.describe(Samples.item("i" + item, Samples.NOW - item * Samples.HOUR, false));
    }
  }

  /** Gives the ranker other weights. */
  private void learn() {
    DeepFmModel model = (DeepFmModel) view.models().ranker();
    model.evidenceRows().squares()[0] = 1000;
    for (DeepFmField field : DeepFmField.values()) {
      for (int item = 0; item < ITEMS; item++) {
        model.rows(field).findOrCreate("i" + item);
      }
      change(model.rows(field));
    }
    change(model.linear());
    model.network().layers().forEach(this::change);
  }

  private void change(SeededRows rows) {
    for (int i = 0; i < rows.bound() * rows.width(); i++) {
      rows.weights()[i] += (float) (0.2 * random.nextGaussian());
    }
  }

  private void ask() {
    requests.clear();
    users.clear();
    for (int user = 0; user < USERS; user++) {
      List<String> history =
          IntStream.range(0, user % 7).mapToObj(i -> "i" + random.nextInt(ITEMS)).toList();
      requests.add(request("r" + random.nextInt(), 5 + user % 20));
      users.add(Samples.user("u" + user, history));
    }
  }

  private static ListRequest request(String id, int size) {
    return new ListRequest(id, Optional.empty(), size, Set.of(), Samples.NOW, Samples.NOW);
  }

  private Recommender recommender(String device) {
    return new Recommender(config(device), view.models(), view.catalogue());
  }

  private static ScoringConfig config(String device) {
    String yaml =
        "scoring: {ranking-device: "
            + device
            + ", exploration: 0.5, variants: {freshet: 0.6, popularity: 0.2, random: 0.2}}";
    return ConfigFile.parse("test", yaml).section("scoring", ScoringConfig.defaults());
  }
}
