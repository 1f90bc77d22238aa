package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.UserJourney.Now;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Interaction;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextItemExampleTest {
  private final UserJourney journey =
      new UserJourney(FeatureConfig.defaults(), new NegativeSampler(10, List.of()));
  private final UserState state = new UserState();

  @Test
  void saysWhatTheInteractionWasWorthAndTheContentOfItsItem() {
    Interaction rated = Samples.click("u", "i", 10);
    rated.setValue(4.5);
    Example example =
        example(rated, new ItemContent(List.of("drama", "war"), List.of("long", "category:war")));
    assertThat(example.getValue()).contains(4.5);
    assertThat(example.getCategories()).containsExactly("drama", "war");
    assertThat(example.getTerms()).containsExactly("long", "category:war");
    assertThat(example.getHistory()).isEmpty();
  }

  @Test
  void saysNothingOfWhatIsNotKnown() {
    Example example = example(Samples.click("u", "i", 10), ItemContent.UNKNOWN);
    assertThat(example.getValue()).isEmpty();
    assertThat(example.getCategories()).isEmpty();
    assertThat(example.getTerms()).isEmpty();
  }

  @Test
  void remembersValuesInTheHistory() {
    Interaction rated = Samples.click("u", "i", 10);
    rated.setValue(2.0);
    example(rated, ItemContent.UNKNOWN);
    Example next = example(Samples.click("u", "j", 20), ItemContent.UNKNOWN);
    assertThat(next.getHistory())
        .singleElement()
        .satisfies(entry -> assertThat(entry.getValue()).contains(2.0));
  }

  private Example example(Interaction interaction, ItemContent content) {
    Decisions decisions = new Decisions();
    journey.interacted(state, interaction, content, new Now(0, 0), decisions);
    return decisions.examples().get(0);
  }
}
