/** The scoring job's operators and topology. */
@NullMarked
package io.freshet.scoring.flink;

import org.jspecify.annotations.NullMarked;
