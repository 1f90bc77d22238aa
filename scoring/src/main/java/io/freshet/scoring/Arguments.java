package io.freshet.scoring;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import java.nio.file.Path;

/** The arguments that the mains of this module take. */
public final class Arguments {
  private Arguments() {}

  /** The file of {@code --config FILE}. */
  public static ConfigFile config(String[] args) {
    if (args.length != 2 || !args[0].equals("--config")) {
      throw new ConfigException("arguments " + String.join(" ", args) + ", expected --config FILE");
    }
    return ConfigFile.read(Path.of(args[1]));
  }
}
