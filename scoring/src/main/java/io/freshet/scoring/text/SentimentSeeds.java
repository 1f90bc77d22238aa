package io.freshet.scoring.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sentences typical of each sentiment. Positive and negative ones are pairs about the same things,
 * so that their difference is sentiment and not subject.
 */
final class SentimentSeeds {
  private static final List<String> NEGATIVE =
      List.of(
          "This is terrible.",
          "I am very disappointed.",
          "What a waste of time.",
          "What a waste of money.",
          "It is bad and I hate it.",
          "The worst I have ever seen.",
          "It does not work at all.",
          "It broke after a few days.",
          "I would not recommend this to anyone.",
          "Very poor quality.",
          "It was awful and boring.",
          "I regret it.",
          "The food was cold and had no taste.",
          "The staff were rude and slow.",
          "We will never come back.",
          "The story is stupid and the characters are flat.",
          "I fell asleep halfway through.",
          "Much too expensive for what it is.",
          "It is uncomfortable and ugly.",
          "Nothing but problems.",
          "Not good.",
          "I had to return it.",
          "Do not buy this.",
          "They do not care about their customers.",
          "What a failure.",
          "This makes me sad and angry.");

  private static final List<String> NEUTRAL =
      List.of(
          "It is what it is.",
          "The report was published on Monday.",
          "There are three of them.",
          "It is an ordinary one.",
          "He said that it starts at noon.",
          "The box contains a cable and a manual.",
          "The film lasts two hours.",
          "The restaurant is on the second floor.",
          "The company was founded ten years ago.",
          "I have not tried it yet.");

  private static final List<String> POSITIVE =
      List.of(
          "This is wonderful.",
          "I am very happy with it.",
          "Well worth the time.",
          "Great value for the money.",
          "It is good and I like it.",
          "The best I have ever seen.",
          "It works perfectly.",
          "It still works after years.",
          "I would recommend this to everyone.",
          "Excellent quality.",
          "It was great and exciting.",
          "I am glad about it.",
          "The food was fresh and delicious.",
          "The staff were friendly and quick.",
          "We will certainly come back.",
          "The story is clever and the characters are touching.",
          "I could not stop watching.",
          "A bargain for what it is.",
          "It is comfortable and beautiful.",
          "No problems at all.",
          "Not bad.",
          "I bought a second one.",
          "You should get this.",
          "They take good care of their customers.",
          "What a success.",
          "This makes me laugh and smile.");

  private SentimentSeeds() {}

  static Map<String, List<String>> byClass() {
    Map<String, List<String>> byClass = new LinkedHashMap<>();
    byClass.put("negative", NEGATIVE);
    byClass.put("neutral", NEUTRAL);
    byClass.put("positive", POSITIVE);
    return byClass;
  }
}
