/** The Flink cluster in the process, the jobs of the pipeline, and where they resume from. */
@NullMarked
package io.freshet.deploy.flink;

import org.jspecify.annotations.NullMarked;
