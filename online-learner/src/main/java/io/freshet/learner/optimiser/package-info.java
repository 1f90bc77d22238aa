/** How a linear model's rows follow a gradient. */
@NullMarked
package io.freshet.learner.optimiser;

import org.jspecify.annotations.NullMarked;
