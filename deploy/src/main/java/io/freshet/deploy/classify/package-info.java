/** {@code freshet classify}: a file of texts, without a pipeline. */
@NullMarked
package io.freshet.deploy.classify;

import org.jspecify.annotations.NullMarked;
