package io.freshet.deploy.flink;

import io.freshet.schemas.config.ConfigFile;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job as its main builds it.
 *
 * @param name of the job, also of its checkpoint directory
 * @param define puts sources, topology and sinks on an environment
 * @param needed whether a configuration gives it anything to do
 */
public record JobDefinition(
    String name,
    BiConsumer<StreamExecutionEnvironment, ConfigFile> define,
    Predicate<ConfigFile> needed) {

  public JobDefinition(String name, BiConsumer<StreamExecutionEnvironment, ConfigFile> define) {
    this(name, define, config -> true);
  }
}
