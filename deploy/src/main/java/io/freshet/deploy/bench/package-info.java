/** Benchmarks: the loop end to end, and the kernels of the learners. */
@NullMarked
package io.freshet.deploy.bench;

import org.jspecify.annotations.NullMarked;
