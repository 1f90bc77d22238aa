package io.freshet.deploy;

import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/** Where this process logs to. */
public final class Logs {
  private static final String FILE = "freshet.log.file";

  private Logs() {}

  /** Everything goes to {@code <data>/logs/freshet.log} too; the console has warnings only. */
  public static Path writeTo(Path data) {
    Path file = data.resolve("logs").resolve("freshet.log");
    System.setProperty(FILE, file.toString());
    ((LoggerContext) LogManager.getContext(false)).reconfigure();
    return file;
  }
}
