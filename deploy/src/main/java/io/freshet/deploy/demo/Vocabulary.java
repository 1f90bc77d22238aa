package io.freshet.deploy.demo;

import java.util.List;

/** The words of the simulated world: item genres, and the classes of the two text tasks. */
final class Vocabulary {
  /**
   * Words that tell a class or a genre.
   *
   * @param name class label or category
   * @param share how frequent it is among texts; shares of a task add up to 1
   * @param words telling words
   */
  record Lexicon(String name, double share, List<String> words) {
    static Lexicon of(String name, double share, String words) {
      return new Lexicon(name, share, List.of(words.split(" ")));
    }
  }

  static final List<Lexicon> GENRES =
      List.of(
          genre("garden", "fern trowel blossom hedge orchard seed meadow ivy compost willow"),
          genre("kitchen", "skillet saffron ladle oven copper whisk basil griddle pantry kettle"),
          genre("ocean", "anchor tide coral harbour sail pearl lagoon dolphin reef current"),
          genre("mountain", "summit trail granite alpine ridge glacier boulder cairn crest valley"),
          genre("space", "comet nebula rover lunar quasar saturn probe gravity eclipse stellar"),
          genre("music", "violin chorus tempo cello vinyl ballad rhythm melody octave drum"),
          genre("winter", "frost mitten snow sledge icicle woollen hearth cocoa blizzard scarf"),
          genre("workshop", "chisel plane rivet lathe solder clamp timber anvil hinge drill"),
          genre("desert", "dune cactus mirage oasis caravan amber scorpion sandstone nomad sun"),
          genre("city", "tram neon plaza rooftop cafe metro skyline market arcade alley"),
          genre("forest", "moss cedar owl lantern bramble fox acorn thicket birch clearing"),
          genre("castle", "tower banner moat knight crown tapestry goblet shield vault herald"));

  static final List<Lexicon> SENTIMENTS =
      List.of(
          Lexicon.of(
              "positive",
              0.5,
              "love excellent delighted superb happy charming perfect great smooth reliable enjoy"
                  + " wonderful brilliant thanks fast recommend"),
          Lexicon.of(
              "negative",
              0.3,
              "broken awful terrible late refund angry useless poor slow disappointed noisy worst"
                  + " cracked hate missing never"),
          Lexicon.of(
              "neutral",
              0.2,
              "arrived standard average usual ordinary listed according received regular medium"
                  + " normal expected okay described plain sized"));

  static final List<Lexicon> TOPICS =
      List.of(
          Lexicon.of(
              "delivery",
              0.4,
              "parcel courier shipping van doorstep tracking package warehouse postcode depot"
                  + " dispatch driver"),
          Lexicon.of(
              "product",
              0.25,
              "fabric colour handle battery screen button quality stitching surface lid weight"
                  + " design"),
          Lexicon.of(
              "payment",
              0.2,
              "invoice card bank voucher charge currency receipt balance transfer debit price"
                  + " account"),
          Lexicon.of(
              "support",
              0.15,
              "agent phone hotline email reply ticket chat callback operator desk answer"
                  + " assistant"));

  static final List<String> FILLERS =
      List.of(
          ("the a it was with for this that and my we our on in to of when after before very really"
                  + " today yesterday again just order shop still about from at had been")
              .split(" "));

  private Vocabulary() {}

  private static Lexicon genre(String name, String words) {
    return Lexicon.of(name, 0, words);
  }
}
