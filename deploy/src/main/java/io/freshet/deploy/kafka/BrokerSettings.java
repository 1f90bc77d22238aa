package io.freshet.deploy.kafka;

import io.freshet.deploy.Ports;
import java.nio.file.Path;
import java.util.Properties;

/** Server properties of a single broker that shares a small machine with the jobs. */
final class BrokerSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** At least the transaction timeout of the jobs' sinks. */
  private static final String TRANSACTION_MAX_TIMEOUT_MS = "900000";

  /**
   * After a kill and a long pause every open transaction is past its timeout at the start; this is
   * the time that the jobs have to commit theirs.
   */
  private static final String ABORT_TIMED_OUT_INTERVAL_MS = "300000";

  private BrokerSettings() {}

  static Properties of(Path directory, String address) {
    String controller = "localhost:" + Ports.resolve(0);
    Properties settings = new Properties();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", Integer.toString(NODE_ID));
    settings.setProperty("log.dirs", directory.toString());
    settings.setProperty(
        "listeners", "BROKER://" + address + "," + CONTROLLER_LISTENER + "://" + controller);
    settings.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
    settings.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    settings.setProperty("inter.broker.listener.name", "BROKER");
    settings.setProperty(
        "listener.security.protocol.map", "BROKER:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    internalTopics(settings);
    smallMachine(settings);
    return settings;
  }

  private static void internalTopics(Properties settings) {
    settings.setProperty("auto.create.topics.enable", "false");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("offsets.topic.num.partitions", "4");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("transaction.state.log.num.partitions", "4");
    settings.setProperty("transaction.max.timeout.ms", TRANSACTION_MAX_TIMEOUT_MS);
    settings.setProperty(
        "transaction.abort.timed.out.transaction.cleanup.interval.ms", ABORT_TIMED_OUT_INTERVAL_MS);
  }

  private static void smallMachine(Properties settings) {
    settings.setProperty("num.network.threads", "2");
    settings.setProperty("num.io.threads", "4");
    settings.setProperty("background.threads", "2");
    settings.setProperty("num.recovery.threads.per.data.dir", "2");
    settings.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    settings.setProperty("controlled.shutdown.max.retries", "1");
  }
}
