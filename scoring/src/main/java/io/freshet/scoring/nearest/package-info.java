/** The items whose vectors have the highest products with a user's vector: indexes of vectors. */
@NullMarked
package io.freshet.scoring.nearest;

import org.jspecify.annotations.NullMarked;
