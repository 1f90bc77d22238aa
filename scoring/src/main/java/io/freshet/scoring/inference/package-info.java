/**
 * Models that answer batches of records: what one is, when a batch closes, how one replaces
 * another.
 */
@NullMarked
package io.freshet.scoring.inference;

import org.jspecify.annotations.NullMarked;
