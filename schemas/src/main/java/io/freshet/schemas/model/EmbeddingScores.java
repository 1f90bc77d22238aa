package io.freshet.schemas.model;

import java.util.Arrays;

/**
 * The scores of single items for one user's vector after the other, by an {@link EmbeddingModel}:
 * the product of a vector and a term is made once for all items that have the term.
 */
public final class EmbeddingScores {
  private final EmbeddingModel model;
  private float[] user = new float[0];
  private float[] products = new float[64];

  /** The look that a product was made in. */
  private int[] made = new int[64];

  private int look;

  public EmbeddingScores(EmbeddingModel model) {
    this.model = model;
  }

  /** From now on the scores are those of this vector, by the model as it is now. */
  public void look(float[] vector) {
    user = vector;
    look++;
  }

  /** The score of an item by its number; 0 for {@link RowTable#ABSENT}. */
  public float of(int item) {
    if (item == RowTable.ABSENT) {
      return 0;
    }
    int[] has = model.content().of(item);
    float sum = 0;
    for (int term : has) {
      sum += product(term);
    }
    return model.own(user, item) + EmbeddingContent.weight(has) * sum;
  }

  private float product(int term) {
    if (term >= made.length) {
      made = Arrays.copyOf(made, Math.max(term + 1, 2 * made.length));
      products = Arrays.copyOf(products, made.length);
    }
    if (made[term] != look) {
      made[term] = look;
      products[term] = model.termsOut().dot(user, term);
    }
    return products[term];
  }
}
