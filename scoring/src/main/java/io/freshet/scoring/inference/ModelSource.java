package io.freshet.scoring.inference;

import java.io.Serializable;

/**
 * One version of a model and where its file is.
 *
 * @param role place that it takes in the scoring job: text-encoder, or the name of a configured
 *     model
 * @param model what it is, such as all-MiniLM-L6-v2
 * @param version told with every answer
 * @param uri {@code classpath:}, {@code file:} or {@code https:}
 * @param sha256 of the file, 64 hexadecimal digits; empty when it is not checked, as for files that
 *     the program itself brings
 */
public record ModelSource(String role, String model, String version, String uri, String sha256)
    implements Serializable {
  @Override
  public String toString() {
    return role + " = " + model + " version " + version + " from " + uri;
  }
}
