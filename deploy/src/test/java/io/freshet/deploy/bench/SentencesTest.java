package io.freshet.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.deploy.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentencesTest {
  @TempDir private Path folder;

  @Test
  void readsTheFirstColumnOfAllFiles() throws IOException {
    Files.writeString(folder.resolve("a.tsv"), "Good.\t1\n\t0\n\"Bad\", he said.\t0\n");
    Files.writeString(folder.resolve("b.tsv"), "So so.\t0\n");
    Files.writeString(folder.resolve("README.md"), "no text");

    assertThat(Sentences.read(folder, 1))
        .containsExactlyInAnyOrder("Good.", "\"Bad\", he said.", "So so.");
    assertThat(Sentences.read(folder.resolve("b.tsv"), 1)).containsExactly("So so.");
    assertThat(Sentences.read(folder, 7)).isEqualTo(Sentences.read(folder, 7));
  }

  @Test
  void saysWhatAFolderLacks() {
    assertThatThrownBy(() -> Sentences.read(folder, 1))
        .isInstanceOf(CommandException.class)
        .hasMessageEndingWith("no texts, expected .tsv files with one in column 1");
  }

  @Test
  void makesUpTextsOfManyLengths() {
    List<String> texts = Sentences.generate(500, 3);

    assertThat(texts).hasSize(500).isEqualTo(Sentences.generate(500, 3));
    assertThat(texts).allMatch(text -> text.split(" ").length >= 3);
    assertThat(texts.stream().mapToInt(text -> text.split(" ").length).distinct().count())
        .isGreaterThan(15);
  }
}
