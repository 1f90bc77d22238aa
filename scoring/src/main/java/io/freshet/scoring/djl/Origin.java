package io.freshet.scoring.djl;

import io.freshet.scoring.inference.ModelException;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Where a file comes from: a resource, a local file or a web server. */
final class Origin {
  private static final int TIMEOUT_MS = 30_000;
  private static final Set<String> WEB = Set.of("http", "https");

  private final URI uri;

  private Origin(URI uri) {
    this.uri = uri;
  }

  static Origin of(String text) throws ModelException {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      if (scheme == null) {
        return new Origin(new File(text).toURI());
      }
      if (WEB.contains(scheme) || scheme.equals("file") || scheme.equals("classpath")) {
        return new Origin(uri);
      }
    } catch (URISyntaxException e) {
      return new Origin(new File(text).toURI());
    }
    throw new ModelException(
        "uri " + text + ", expected classpath:, file:, http:, https: or a path");
  }

  boolean isLocal() {
    return uri.getScheme().equals("file");
  }

  boolean isZip() {
    return fileName().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  Path path() {
    return uri.isOpaque() ? Path.of(location()) : Path.of(uri);
  }

  /** The last part of the path. */
  String fileName() {
    String path = location();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() ? "model" : name;
  }

  /** What a resource or a web server sends; at most {@code maxBytes} as far as it says before. */
  InputStream open(long maxBytes) throws IOException {
    return WEB.contains(uri.getScheme()) ? openWeb(maxBytes) : openResource();
  }

  static void requireSize(long bytes, long maxBytes) throws IOException {
    if (bytes > maxBytes) {
      throw new IOException(bytes + " bytes, expected at most " + maxBytes);
    }
  }

  /** Without user and query, which may hold secrets. */
  @Override
  public String toString() {
    if (!WEB.contains(uri.getScheme())) {
      return uri.toString();
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
  }

  private String location() {
    return uri.isOpaque() ? uri.getSchemeSpecificPart() : uri.getPath();
  }

  private InputStream openWeb(long maxBytes) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MS);
    connection.setReadTimeout(TIMEOUT_MS);
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      connection.disconnect();
      throw new IOException("HTTP status " + connection.getResponseCode() + ", expected 200");
    }
    requireSize(connection.getContentLengthLong(), maxBytes);
    return connection.getInputStream();
  }

  private InputStream openResource() throws IOException {
    String name = location().startsWith("/") ? location().substring(1) : location();
    URL resource = Thread.currentThread().getContextClassLoader().getResource(name);
    if (resource == null) {
      resource = Origin.class.getClassLoader().getResource(name);
    }
    if (resource == null) {
      throw new FileNotFoundException("no such resource");
    }
    return resource.openStream();
  }
}
