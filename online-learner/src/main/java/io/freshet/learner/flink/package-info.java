/** The Flink edge of the learners: learn, merge, publish. */
@NullMarked
package io.freshet.learner.flink;

import org.jspecify.annotations.NullMarked;
