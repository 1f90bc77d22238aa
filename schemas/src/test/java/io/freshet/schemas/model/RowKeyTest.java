package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.wire.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"item-1", "", "a/b", "/", "漢", "#123"})
  void readsBackFromItsText(String key) {
    RowKey row = new RowKey("ranker", "weights", key);

    assertThat(row).hasToString("ranker/weights/" + key);
    assertThat(RowKey.parse(row.toString())).isEqualTo(row);
  }

  @Test
  void namesARow() {
    assertThat(RowKey.of(Samples.of(ParameterRow.class)))
        .isEqualTo(new RowKey("text-sentiment", "weights", "123/456"));
  }

  @Test
  void onlyTheKeyMayContainASlash() {
    assertThatThrownBy(() -> new RowKey("a/b", "weights", "k"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row key model 'a/b': expected a name without '/'");
    assertThatThrownBy(() -> new RowKey("ranker", "", "k"))
        .hasMessage("row key table '': expected a name without '/'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ranker", "ranker/weights"})
  void textOfTooFewPartsIsNoRowKey(String text) {
    assertThatThrownBy(() -> RowKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row key '" + text + "': expected model/table/key");
  }
}
