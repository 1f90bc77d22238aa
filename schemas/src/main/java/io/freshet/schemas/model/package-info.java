/** Parameter rows, model views and the one prediction function of each model. */
@NullMarked
package io.freshet.schemas.model;

import org.jspecify.annotations.NullMarked;
