/** The ingest job: raw topics to canonical topics. */
@NullMarked
package io.freshet.ingestion.flink;

import org.jspecify.annotations.NullMarked;
