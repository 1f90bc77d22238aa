/**
 * Models of the user's own, described in the configuration: what is taken from a request, what is
 * passed to the model, and what its answer means.
 */
@NullMarked
package io.freshet.scoring.configured;

import org.jspecify.annotations.NullMarked;
