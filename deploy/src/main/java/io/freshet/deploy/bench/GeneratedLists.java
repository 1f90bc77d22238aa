package io.freshet.deploy.bench;

import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.model.RankingInput;
import java.util.SplittableRandom;

/**
 * Lists of a seed: {@value #SIZE} of {@value #ITEMS} items each, as frequent as items are (Zipf,
 * exponent 1), with uniform features, and one choice by softmax over the products of latent places
 * of last item and candidate. One list at a time can be looked at.
 */
final class GeneratedLists implements RankingInput {
  static final int SIZE = 16;
  static final int ITEMS = 100_000;
  private static final int PLACE = 4;
  private static final String[] SOURCES = {"co-visitation", "popularity", "new-item"};

  private final String[] names = new String[ITEMS];
  private final float[][] places = new float[ITEMS][PLACE];
  private final int[] last;
  private final int[][] items;
  private final float[][][] features;
  private final float[][] labels;
  private int current;

  private GeneratedLists(int count) {
    last = new int[count];
    items = new int[count][SIZE];
    features = new float[count][SIZE][RankingFeatures.NAMES.size()];
    labels = new float[count][SIZE];
  }

  static GeneratedLists make(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    GeneratedLists lists = new GeneratedLists(count);
    ZipfSampler sampler = new ZipfSampler(ITEMS, 1);
    for (int i = 0; i < ITEMS; i++) {
      lists.names[i] = "item-" + i;
      for (int j = 0; j < PLACE; j++) {
        lists.places[i][j] = (float) random.nextGaussian();
      }
    }
    for (int list = 0; list < count; list++) {
      lists.draw(list, sampler, random);
    }
    return lists;
  }

  int lists() {
    return items.length;
  }

  /** From now on it is this list. */
  void look(int list) {
    current = list;
  }

  /** 1 for the choice of the list. */
  float[] labels() {
    return labels[current];
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public String lastItem() {
    return names[last[current]];
  }

  @Override
  public String item(int candidate) {
    return names[items[current][candidate]];
  }

  @Override
  public String source(int candidate) {
    return SOURCES[candidate % SOURCES.length];
  }

  @Override
  public String because(int candidate) {
    return candidate % SOURCES.length == 0 ? lastItem() : "";
  }

  @Override
  public int position(int candidate) {
    return candidate;
  }

  @Override
  public float[] features(int candidate) {
    return features[current][candidate];
  }

  private void draw(int list, ZipfSampler sampler, SplittableRandom random) {
    last[list] = sampler.sample(random);
    int choice = 0;
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < SIZE; i++) {
      items[list][i] = sampler.sample(random);
      for (int j = 0; j < features[list][i].length; j++) {
        features[list][i][j] = j == 0 ? 1 : (float) random.nextDouble();
      }
      double gumbel = -Math.log(-Math.log(random.nextDouble()));
      double utility = product(last[list], items[list][i]) + gumbel;
      if (utility > best) {
        best = utility;
        choice = i;
      }
    }
    labels[list][choice] = 1;
  }

  private double product(int item, int other) {
    double product = 0;
    for (int j = 0; j < PLACE; j++) {
      product += places[item][j] * places[other][j];
    }
    return product;
  }
}
