/** Which dead letters go through again, where to, and which have been. */
@NullMarked
package io.freshet.deploy.redrive;

import org.jspecify.annotations.NullMarked;
