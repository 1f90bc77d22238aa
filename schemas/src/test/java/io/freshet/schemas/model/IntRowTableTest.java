package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntRowTableTest {
  private final IntRowTable table = new IntRowTable(2);

  @Test
  void behavesLikeAMapWhileItGrowsAndWidens() {
    Random random = new Random(1);
    Map<Integer, Float> naive = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      int key = random.nextInt(4_000) - 1;
      float value = random.nextFloat();
      table.set(table.findOrCreate(key), 1, value);
      naive.put(key, value);
      if (i == 10_000) {
        table.widen(5);
      }
    }
    assertThat(table.size()).isEqualTo(naive.size());
    naive.forEach((key, value) -> assertThat(table.get(table.find(key), 1)).isEqualTo(value));
    assertThat(table.find(5_000)).isEqualTo(RowTable.ABSENT);
  }

  @Test
  void aClearedRowIsZeros() {
    int row = table.findOrCreate(7);
    table.set(row, 0, 3);
    table.clear(row);
    assertThat(table.get(row, 0)).isZero();
  }
}
