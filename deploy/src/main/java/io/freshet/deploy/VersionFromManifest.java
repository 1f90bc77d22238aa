package io.freshet.deploy;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class VersionFromManifest implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = VersionFromManifest.class.getPackage().getImplementationVersion();
    return new String[] {"freshet " + Optional.ofNullable(version).orElse("(not packaged)")};
  }
}
