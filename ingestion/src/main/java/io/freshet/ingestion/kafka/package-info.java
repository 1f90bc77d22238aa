/** Replays files to Kafka, and everything else of ingestion that talks to a broker itself. */
@NullMarked
package io.freshet.ingestion.kafka;

import org.jspecify.annotations.NullMarked;
