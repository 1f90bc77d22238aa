package io.freshet.deploy.command;

import io.freshet.schemas.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, for every command. */
public final class ConfigOption {
  /** Set by the launcher script: where the project lies. */
  private static final String HOME = "freshet.home";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file; deploy/conf/pipeline.yaml when not given.")
  private @Nullable Path file;

  public ConfigFile read() {
    return Optional.ofNullable(file)
        .or(ConfigOption::shipped)
        .map(ConfigFile::read)
        .orElseGet(ConfigFile::empty);
  }

  private static Optional<Path> shipped() {
    return Optional.ofNullable(System.getProperty(HOME))
        .map(home -> Path.of(home, "deploy", "conf", "pipeline.yaml"))
        .filter(Files::exists);
  }
}
