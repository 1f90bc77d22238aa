/** How fast items near users are found, and candidates ranked. */
@NullMarked
package io.freshet.deploy.bench.retrieval;

import org.jspecify.annotations.NullMarked;
