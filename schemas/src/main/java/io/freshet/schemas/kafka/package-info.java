/** Kafka clients: addresses, topic creation, serialisation. */
@NullMarked
package io.freshet.schemas.kafka;

import org.jspecify.annotations.NullMarked;
