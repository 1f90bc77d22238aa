package io.freshet.features;

/**
 * A 64-bit hash of a text that is the same on every machine and in every version: FNV-1a over the
 * UTF-16 units, finished with the 64-bit mixer of MurmurHash3. Two of n texts collide with
 * probability of about n² / 2⁶⁵.
 */
final class StableHash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private StableHash() {}

  static long of(String text) {
    long hash = OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
