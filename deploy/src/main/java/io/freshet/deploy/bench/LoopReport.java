package io.freshet.deploy.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/**
 * What the loop did.
 *
 * @param identity the same for the pipeline that does nothing
 * @param loop latency from an interaction to its recommendation list at the planned rate
 * @param backlog how fast a backlog was worked off
 * @param sustained the highest rate that was held
 * @param ratioToIdentity rate of the backlog relative to that of the identity pipeline
 */
public record LoopReport(
    Machine machine,
    Settings settings,
    Identity identity,
    Latency loop,
    Backlog backlog,
    Sustained sustained,
    double ratioToIdentity) {

  /** Where it ran. */
  public record Machine(int cores, long heapMib, String java) {
    public static Machine here() {
      Runtime runtime = Runtime.getRuntime();
      return new Machine(
          runtime.availableProcessors(),
          runtime.maxMemory() >> 20,
          System.getProperty("java.version"));
    }
  }

  /** What it ran with. */
  public record Settings(
      LoopPlan plan, int parallelism, String checkpointInterval, String stateBackend) {}

  /**
   * @param eventsPerSecond at which a backlog is worked off
   * @param latency at the planned rate
   */
  public record Identity(double eventsPerSecond, Latency latency) {}

  /**
   * @param recommendedPerSecond until the last list was received
   * @param learnedPerSecond until the last interaction was in the published models
   */
  public record Backlog(int events, double recommendedPerSecond, double learnedPerSecond) {
    double eventsPerSecond() {
      return Math.min(recommendedPerSecond, learnedPerSecond);
    }
  }

  /**
   * @param eventsPerSecond 0 when none of the rates tried was held
   * @param latency at that rate
   */
  public record Sustained(double eventsPerSecond, Latency latency) {}

  String toJson() {
    JsonMapper mapper =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        """
        %d cores, heap %,d MiB, Java %s; parallelism %d, checkpoints every %s, state on %s
        identity    %,.0f events/s; at %,.0f/s: %s
        loop        at %,.0f/s, event to recommendation: %s
        backlog     %,d events: recommended %,.0f/s, learned %,.0f/s = %.3f of identity
        sustained   %,.0f events/s: %s
        """,
        machine.cores(),
        machine.heapMib(),
        machine.java(),
        settings.parallelism(),
        settings.checkpointInterval(),
        settings.stateBackend(),
        identity.eventsPerSecond(),
        settings.plan().rate(),
        identity.latency(),
        settings.plan().rate(),
        loop,
        backlog.events(),
        backlog.recommendedPerSecond(),
        backlog.learnedPerSecond(),
        ratioToIdentity,
        sustained.eventsPerSecond(),
        sustained.latency());
  }
}
