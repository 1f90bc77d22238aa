/** The topic catalogue. */
@NullMarked
package io.freshet.schemas.topic;

import org.jspecify.annotations.NullMarked;
