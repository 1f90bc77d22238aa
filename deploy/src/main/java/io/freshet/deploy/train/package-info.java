/** Warm start: models are learned from a file and put on the topic that the pipeline reads. */
@NullMarked
package io.freshet.deploy.train;

import org.jspecify.annotations.NullMarked;
