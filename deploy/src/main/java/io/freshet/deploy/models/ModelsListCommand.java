package io.freshet.deploy.models;

import io.freshet.deploy.command.KafkaOptions;
import io.freshet.deploy.models.kafka.VersionTopics;
import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.ModelVersion;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet models list}. */
@Command(
    name = "list",
    description = "Lists the newest version of each role, and what became of it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A role that is not listed has the version that the configuration names.",
      "",
      "Examples:",
      "  freshet models list"
    })
public final class ModelsListCommand implements Callable<Integer> {
  private static final String FORMAT = "%-18s %-28s %-10s %-14s %-20s  %s%n";

  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, ModelVersion> versions = new TreeMap<>();
    Map<String, Alert> alerts = new HashMap<>();
    try (VersionTopics topics = VersionTopics.open(kafka.kafka())) {
      topics.versions(version -> versions.put(version.getRole(), version));
      topics.alerts(alert -> versionAlert(alert, versions, alerts));
    }
    print(spec.commandLine().getOut(), versions, alerts);
    return 0;
  }

  private static void versionAlert(
      Alert alert, Map<String, ModelVersion> versions, Map<String, Alert> latest) {
    ModelVersion version = versions.get(alert.getSubject());
    if (version != null && Swaps.isAbout(alert, version)) {
      latest.put(alert.getSubject(), alert);
    }
  }

  static void print(
      PrintWriter out, Map<String, ModelVersion> versions, Map<String, Alert> alerts) {
    if (versions.isEmpty()) {
      out.println("no version was ever put in place: all models are those of the configuration");
    } else {
      out.printf(FORMAT, "role", "model", "version", "state", "since", "file");
      versions.forEach((role, version) -> print(out, version, alerts.get(role)));
    }
    out.flush();
  }

  private static void print(PrintWriter out, ModelVersion version, @Nullable Alert alert) {
    out.printf(
        FORMAT,
        version.getRole(),
        version.getModel(),
        version.getVersion(),
        Swaps.state(alert),
        Instant.ofEpochMilli(alert == null ? version.getEventTime() : alert.getTime()),
        version.getUri());
    if (alert != null && Swaps.isRefusal(alert)) {
      out.println("  " + alert.getMessage());
    }
  }
}
