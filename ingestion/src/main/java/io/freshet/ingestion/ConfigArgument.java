package io.freshet.ingestion;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import java.nio.file.Path;

/** The one argument of the mains: {@code --config FILE}. */
public final class ConfigArgument {
  private ConfigArgument() {}

  /** The file; without arguments, the defaults. */
  public static ConfigFile read(String[] args) {
    if (args.length == 0) {
      return ConfigFile.empty();
    }
    ConfigException.require(
        args.length == 2 && args[0].equals("--config"),
        "arguments",
        String.join(" ", args),
        "--config FILE");
    return ConfigFile.read(Path.of(args[1]));
  }
}
