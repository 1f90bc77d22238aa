/** Scoring: retrieval, ranking, exploration, text classification. */
@NullMarked
package io.freshet.scoring;

import org.jspecify.annotations.NullMarked;
