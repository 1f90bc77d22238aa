/** What runs in a deep learning engine. */
@NullMarked
package io.freshet.learner.djl;

import org.jspecify.annotations.NullMarked;
