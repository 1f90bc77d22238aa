/** The feed: predictions over HTTP and as server-sent events. */
@NullMarked
package io.freshet.scoring.http;

import org.jspecify.annotations.NullMarked;
