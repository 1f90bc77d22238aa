/** Test-then-learn on a file, with the pure classes of the pipeline and no servers. */
@NullMarked
package io.freshet.deploy.evaluate;

import org.jspecify.annotations.NullMarked;
