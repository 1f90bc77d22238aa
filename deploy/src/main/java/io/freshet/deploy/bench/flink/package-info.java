/** The pipeline that does nothing, to compare the loop with. */
@NullMarked
package io.freshet.deploy.bench.flink;

import org.jspecify.annotations.NullMarked;
