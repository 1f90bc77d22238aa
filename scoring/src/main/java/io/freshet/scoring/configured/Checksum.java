package io.freshet.scoring.configured;

/** Which files have to come with their SHA-256: all but those that the program itself brings. */
final class Checksum {
  static final String EXPECTED = "the SHA-256 of the file, 64 hexadecimal digits";

  private static final String HEXADECIMAL = "[0-9a-f]{64}";

  private Checksum() {}

  static boolean fits(String uri, String sha256) {
    return sha256.matches(HEXADECIMAL) || (sha256.isEmpty() && uri.startsWith("classpath:"));
  }
}
