package io.freshet.ingestion.http;

import io.freshet.ingestion.Parsed;

/**
 * One event of a request body.
 *
 * @param place where it stands: the line (from 1) of NDJSON, the index (from 0) of an array
 */
record BodyEntry(int place, Parsed parsed) {}
