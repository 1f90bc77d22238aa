package io.freshet.scoring.djl;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files, as 64 hexadecimal digits in lower case. */
final class Checksums {
  private Checksums() {}

  static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      DigestOutputStream digest = digest(OutputStream.nullOutputStream());
      in.transferTo(digest);
      return text(digest);
    }
  }

  /** Counts what is written through it. */
  static DigestOutputStream digest(OutputStream out) {
    try {
      return new DigestOutputStream(out, MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String text(DigestOutputStream written) {
    return HexFormat.of().formatHex(written.getMessageDigest().digest());
  }
}
