package io.freshet.deploy.bench;

import io.freshet.deploy.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Texts to encode: of files, or made up. */
final class Sentences {
  private static final List<String> WORDS =
      List.of(
          ("the a this that was is are it they we of in on for with and but not very really never"
                  + " always good bad slow fast price service quality food phone battery movie"
                  + " actors story waiter screen room staff delivery arrived broke works recommend"
                  + " waste money time again disappointed happy excellent terrible sound camera")
              .split(" "));

  private static final int SHORTEST = 3;

  private static final double MEAN_MORE = 11;

  private Sentences() {}

  /**
   * The first column of all {@code .tsv} files of a folder, or of one file, shuffled by a fixed
   * seed.
   */
  static List<String> read(Path path, long seed) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : files(path)) {
      for (String line : Files.readAllLines(file)) {
        String text = line.split("\t", 2)[0];
        if (!text.isBlank()) {
          texts.add(text);
        }
      }
    }
    if (texts.isEmpty()) {
      throw new CommandException(path + ": no texts, expected .tsv files with one in column 1");
    }
    Collections.shuffle(texts, new Random(seed));
    return texts;
  }

  /** Words by chance, as many as in short reviews: at least 3, exponentially more. */
  static List<String> generate(int texts, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> made = new ArrayList<>(texts);
    for (int i = 0; i < texts; i++) {
      int words = SHORTEST + (int) (MEAN_MORE * random.nextExponential());
      made.add(
          String.join(
              " ",
              random.ints(words, 0, WORDS.size()).mapToObj(WORDS::get).toArray(String[]::new)));
    }
    return made;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".tsv")).sorted().toList();
    }
  }
}
