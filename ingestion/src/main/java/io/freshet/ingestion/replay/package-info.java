/** The decisions of a replay, apart from files, clocks and Kafka: what is sent when. */
@NullMarked
package io.freshet.ingestion.replay;

import org.jspecify.annotations.NullMarked;
