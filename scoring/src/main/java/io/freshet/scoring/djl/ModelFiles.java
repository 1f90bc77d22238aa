package io.freshet.scoring.djl;

import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Brings the files of models to this machine, checked. What was fetched is kept under its checksum
 * in a folder of this user in {@code java.io.tmpdir}, so that subtasks and restarts find it there.
 * A file appears there in whole or not at all, so several processes may fetch at once.
 */
public final class ModelFiles {
  private static final List<String> MODELS = List.of(".onnx", ".pt", ".pth");

  private ModelFiles() {}

  /**
   * Fetches the file of a model.
   *
   * @param source its uri is {@code classpath:}, {@code file:}, {@code http:}, {@code https:} or a
   *     plain path
   * @param maxBytes that the file, or what a {@code .zip} unpacks to, may have
   * @return the file; for a {@code .zip}, the folder with what is in it
   * @throws ModelException when it is not there, too large or of another checksum
   */
  public static Path fetch(ModelSource source, long maxBytes) throws ModelException {
    return fetch(source, maxBytes, FileCache.ofUser());
  }

  static Path fetch(ModelSource source, long maxBytes, FileCache cache) throws ModelException {
    Origin origin = Origin.of(source.uri());
    try {
      Checked file = file(origin, source.sha256().toLowerCase(Locale.ROOT), maxBytes, cache);
      return origin.isZip() ? cache.unpacked(file, maxBytes) : file.path();
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelException("model " + source.model() + " from " + origin + ": " + text(e), e);
    }
  }

  /**
   * The model in what was fetched: the file itself or, in a folder, the only one that ends in
   * .onnx, .pt or .pth.
   */
  public static Path modelIn(Path fetched) throws ModelException {
    if (!Files.isDirectory(fetched)) {
      return fetched;
    }
    try (Stream<Path> files = Files.walk(fetched)) {
      List<Path> models = files.filter(ModelFiles::isModel).toList();
      if (models.size() != 1) {
        List<Path> names = models.stream().map(fetched::relativize).sorted().toList();
        throw new ModelException("an archive with models " + names + ", expected one of " + MODELS);
      }
      return models.get(0);
    } catch (IOException e) {
      throw new ModelException("cannot read " + fetched + ": " + text(e), e);
    }
  }

  private static Checked file(Origin origin, String sha256, long maxBytes, FileCache cache)
      throws IOException, ModelException {
    if (!sha256.isEmpty() && !origin.isLocal()) {
      Path kept = cache.place(sha256, origin.fileName());
      if (Files.exists(kept) && Checksums.of(kept).equals(sha256)) {
        return new Checked(kept, sha256);
      }
    }
    Checked found = origin.isLocal() ? local(origin, maxBytes) : fetched(origin, maxBytes, cache);
    if (!sha256.isEmpty() && !sha256.equals(found.sha256())) {
      if (!origin.isLocal()) {
        Files.delete(found.path());
      }
      throw new IOException("SHA-256 " + found.sha256() + ", expected " + sha256);
    }
    return origin.isLocal() ? found : cache.keep(found, origin.fileName());
  }

  private static Checked local(Origin origin, long maxBytes) throws IOException {
    Path path = origin.path();
    Origin.requireSize(Files.size(path), maxBytes);
    return new Checked(path, Checksums.of(path));
  }

  private static Checked fetched(Origin origin, long maxBytes, FileCache cache) throws IOException {
    try (InputStream in = origin.open(maxBytes)) {
      return cache.write(in, maxBytes);
    }
  }

  private static boolean isModel(Path path) {
    String name = path.getFileName().toString();
    return Files.isRegularFile(path) && MODELS.stream().anyMatch(name::endsWith);
  }

  private static String text(Exception e) {
    String kind = e.getClass() == IOException.class ? "" : e.getClass().getSimpleName() + " ";
    return kind + e.getMessage();
  }
}
