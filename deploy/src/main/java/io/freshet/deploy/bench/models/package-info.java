/** What models take of native memory. */
@NullMarked
package io.freshet.deploy.bench.models;

import org.jspecify.annotations.NullMarked;
