package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowTableTest {
  @Test
  void behavesLikeAMapOfArraysUnderRandomUse() {
    RowTable table = new RowTable(2);
    Map<String, float[]> naive = new HashMap<>();
    Random random = new Random(7);
    for (int step = 0; step < 20_000; step++) {
      String key = "k" + random.nextInt(500);
      if (random.nextInt(4) == 0) {
        table.remove(key);
        naive.remove(key);
      } else {
        int column = random.nextInt(2);
        float value = random.nextFloat();
        table.set(table.findOrCreate(key), column, value);
        naive.computeIfAbsent(key, k -> new float[2])[column] = value;
      }
    }
    assertThat(table.size()).isEqualTo(naive.size());
    naive.forEach(
        (key, row) ->
            assertThat(new float[] {table.get(table.find(key), 0), table.get(table.find(key), 1)})
                .containsExactly(row));
  }

  @Test
  void anAbsentKeyHasNoRow() {
    assertThat(new RowTable(1).find("none")).isEqualTo(RowTable.ABSENT);
  }
}
