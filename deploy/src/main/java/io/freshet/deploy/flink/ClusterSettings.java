package io.freshet.deploy.flink;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * Flink settings of a cluster that shares a small machine with a broker. It has all classes of
 * Freshet itself, so the jars of a job that is submitted to it come second.
 */
final class ClusterSettings {
  /** Slots beyond those of the pipeline, for jobs of the user's own. */
  private static final int SPARE_SLOTS = 2;

  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(128);
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(64);
  private static final MemorySize MANAGED_FOR_ROCKSDB = MemorySize.ofMebiBytes(512);

  private ClusterSettings() {}

  static MiniClusterConfiguration of(FlinkPlace place, int slots, boolean rocksdb) {
    Configuration settings = new Configuration();
    settings.set(RestOptions.ADDRESS, place.host());
    settings.set(RestOptions.BIND_ADDRESS, place.host());
    settings.set(RestOptions.BIND_PORT, Integer.toString(place.port()));
    settings.set(RestOptions.PORT, place.port());
    settings.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    settings.set(CoreOptions.TMP_DIRS, place.temporary().toString());
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, rocksdb ? MANAGED_FOR_ROCKSDB : MANAGED);
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(settings)
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(slots + SPARE_SLOTS)
        .build();
  }
}
