package io.freshet.deploy.flink;

import io.freshet.schemas.config.ConfigFile;
import java.util.function.BiConsumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job as its main builds it.
 *
 * @param name of the job, also of its checkpoint directory
 * @param define puts sources, topology and sinks on an environment
 */
public record JobDefinition(
    String name, BiConsumer<StreamExecutionEnvironment, ConfigFile> define) {}
