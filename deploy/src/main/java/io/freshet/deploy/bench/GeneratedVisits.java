package io.freshet.deploy.bench;

import java.io.Serializable;

/**
 * Who takes what, as a function of the visit's number: nothing is remembered, so that all memory
 * that grows is the pipeline's. Users come in ten blocks, one in each tenth of the visits; a fifth
 * of the visits are by somebody from an earlier block who comes back. The first items that users
 * take are all different, the others follow Zipf's law (exponent 1). So each tenth is like the
 * others, but for what is in state already.
 *
 * @param count of users and of items, a multiple of ten
 * @param perUser visits of a user
 * @param seed of the users' names and tastes
 */
public record GeneratedVisits(int count, int perUser, long seed) implements Serializable {
  private static final int BLOCKS = 10;
  private static final double RETURNS = 0.2;

  /**
   * @param step 0 for a user's first visit; a returning user's are beyond those of all others
   */
  public record Visit(int user, long step) {}

  public GeneratedVisits {
    if (count < BLOCKS || count % BLOCKS != 0 || perUser < 1) {
      throw new IllegalArgumentException(
          "count = " + count + ", per user = " + perUser + ": expected tens, and at least 1");
    }
  }

  public long total() {
    return (long) count * perUser;
  }

  /** The visit of a number from 0. */
  public Visit visit(long number) {
    int blockUsers = count / BLOCKS;
    int block = (int) (number / ((long) blockUsers * perUser));
    long inBlock = number % ((long) blockUsers * perUser);
    long step = inBlock / blockUsers;
    if (step > 0 && draw(number, -1) < RETURNS) {
      int earlier = Math.max(1, block) * blockUsers;
      return new Visit((int) (draw(number, -2) * earlier), perUser + number);
    }
    return new Visit(block * blockUsers + (int) (inBlock % blockUsers), step);
  }

  /** What a user takes at a step. */
  public int item(int user, long step) {
    return step == 0 ? user : popular(user, step);
  }

  /** An item by Zipf's law: P(rank ≤ r) = ln r / ln n. */
  public int popular(long a, long b) {
    double rank = Math.pow(count, draw(a, b));
    return (int) Long.remainderUnsigned(mix((long) rank), count);
  }

  public String userName(int user) {
    return "user-" + Long.toHexString(mix(user));
  }

  public String itemName(int item) {
    return "item-" + Long.toHexString(mix(~item));
  }

  private double draw(long a, long b) {
    return (mix(mix(a) + b) >>> 11) * 0x1p-53;
  }

  /** The finaliser of SplitMix64, a bijection. */
  private long mix(long value) {
    long z = value * 0x9E3779B97F4A7C15L + seed;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
