/** Topics followed outside of Flink. */
@NullMarked
package io.freshet.scoring.kafka;

import org.jspecify.annotations.NullMarked;
