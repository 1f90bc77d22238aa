/** The control topic of models, and what became of its records. */
@NullMarked
package io.freshet.deploy.models.kafka;

import org.jspecify.annotations.NullMarked;
