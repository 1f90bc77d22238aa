/** Features of users and items, and the joins that turn predictions and outcomes into examples. */
@NullMarked
package io.freshet.features;

import org.jspecify.annotations.NullMarked;
