/** Native runtimes without anything around them, as yardsticks. */
@NullMarked
package io.freshet.deploy.bench.djl;

import org.jspecify.annotations.NullMarked;
