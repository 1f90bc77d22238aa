/** The models on the topic: what is there, and how trained rows get there. */
@NullMarked
package io.freshet.deploy.train.kafka;

import org.jspecify.annotations.NullMarked;
