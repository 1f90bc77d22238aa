/** Everything in one process, and the command line. */
@NullMarked
package io.freshet.deploy;

import org.jspecify.annotations.NullMarked;
