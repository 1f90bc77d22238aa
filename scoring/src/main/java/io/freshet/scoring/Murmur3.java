package io.freshet.scoring;

/**
 * MurmurHash3 x86 32-bit of the UTF-16LE code units of a text: two characters make one block of
 * four bytes. The same on every machine and in every release: hashes are model row keys.
 *
 * <p>Source: Austin Appleby, SMHasher, MurmurHash3_x86_32 (public domain).
 */
public final class Murmur3 {
  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private Murmur3() {}

  public static int hash(CharSequence text, int seed) {
    return hash(text, 0, text.length(), seed);
  }

  /** Hash of the characters in [from, to). */
  public static int hash(CharSequence text, int from, int to, int seed) {
    int h = seed;
    int i = from;
    for (; i + 1 < to; i += 2) {
      h ^= mix(text.charAt(i) | text.charAt(i + 1) << 16);
      h = Integer.rotateLeft(h, 13) * 5 + 0xe6546b64;
    }
    if (i < to) {
      h ^= mix(text.charAt(i));
    }
    return finish(h ^ (to - from) * 2);
  }

  private static int mix(int block) {
    return Integer.rotateLeft(block * C1, 15) * C2;
  }

  private static int finish(int hash) {
    int h = (hash ^ hash >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }
}
