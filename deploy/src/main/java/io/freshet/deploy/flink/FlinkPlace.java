package io.freshet.deploy.flink;

import java.nio.file.Path;

/**
 * Where an embedded Flink cluster lives.
 *
 * @param host that its REST API and web UI listen on
 * @param port of the REST API and web UI; 0 picks a free one
 * @param checkpoints directory with one directory of checkpoints per job
 * @param temporary scratch directory, emptied at the start
 */
public record FlinkPlace(String host, int port, Path checkpoints, Path temporary) {}
