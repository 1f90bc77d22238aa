package io.freshet.schemas.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Every schema version that was ever written to a topic, so that an old record is read with its
 * writer's schema and no schema server is needed. Version n of record R is the resource {@code
 * versions/R/n.avsc} beside this class.
 */
public final class SchemaVersions {
  private SchemaVersions() {}

  /** All versions of a record, oldest first; at least one. */
  public static List<Schema> of(String recordName) {
    List<Schema> versions = new ArrayList<>();
    for (int version = 1; ; version++) {
      Schema schema = read(recordName, version);
      if (schema == null) {
        return List.copyOf(versions);
      }
      versions.add(schema);
    }
  }

  private static @org.jspecify.annotations.Nullable Schema read(String recordName, int version) {
    String resource = "versions/" + recordName + "/" + version + ".avsc";
    try (InputStream in = SchemaVersions.class.getResourceAsStream(resource)) {
      return in == null ? null : new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read schema " + resource, e);
    }
  }
}
