/** What a text means as a vector: how it is encoded, stored and compared. */
@NullMarked
package io.freshet.scoring.text;

import org.jspecify.annotations.NullMarked;
