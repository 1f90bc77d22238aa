package io.freshet.deploy.models;

import io.freshet.schemas.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a model file is, checked as far as this machine can.
 *
 * @param sha256 64 hexadecimal digits; empty for what the program brings itself
 */
record ModelPointer(String uri, String sha256) {
  private static final Set<String> SCHEMES = Set.of("classpath", "file", "https", "http");

  /**
   * @throws ConfigException that names the option, its value and what was expected
   */
  static ModelPointer check(String uri, Optional<String> sha256) {
    String scheme = scheme(uri);
    sha256.ifPresent(
        sum ->
            ConfigException.require(
                sum.matches("[0-9a-fA-F]{64}"), "--sha256", sum, "64 hexadecimal digits"));
    Optional<String> actual = scheme.equals("file") ? checksum(uri) : Optional.empty();
    if (sha256.isPresent() && actual.isPresent()) {
      ConfigException.require(
          actual.get().equalsIgnoreCase(sha256.get()),
          "--sha256",
          sha256.get(),
          "the checksum of " + uri + ", which is " + actual.get());
    }
    Optional<String> known = sha256.or(() -> actual).map(sum -> sum.toLowerCase(Locale.ROOT));
    ConfigException.require(
        known.isPresent() || scheme.equals("classpath"),
        "--sha256",
        "nothing",
        "the checksum of a file that is not on this machine");
    return new ModelPointer(uri, known.orElse(""));
  }

  private static String scheme(String uri) {
    try {
      String scheme = Optional.ofNullable(new URI(uri).getScheme()).orElse("");
      ConfigException.require(
          SCHEMES.contains(scheme), "--uri", uri, "classpath:, file:, https: or http:");
      return scheme;
    } catch (URISyntaxException e) {
      throw new ConfigException("--uri = " + uri + ", expected a URI: " + e.getReason());
    }
  }

  /** Of a file of this machine; empty when there is none: the scoring job may run elsewhere. */
  private static Optional<String> checksum(String uri) {
    try {
      Path file = Path.of(URI.create(uri));
      return Files.isRegularFile(file) ? Optional.of(checksum(file)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new ConfigException("--uri = " + uri + ", expected file:///path: " + e.getMessage());
    } catch (IOException e) {
      throw new ConfigException("--uri = " + uri + " cannot be read: " + e.getMessage());
    }
  }

  private static String checksum(Path file) throws IOException {
    MessageDigest digest = newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
