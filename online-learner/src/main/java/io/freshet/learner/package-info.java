/** Learners that predict and then learn from each example, and the merging of what they learned. */
@NullMarked
package io.freshet.learner;

import org.jspecify.annotations.NullMarked;
