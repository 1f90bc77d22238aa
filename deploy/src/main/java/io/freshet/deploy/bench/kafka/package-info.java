/** The benchmark's events in and out of topics. */
@NullMarked
package io.freshet.deploy.bench.kafka;

import org.jspecify.annotations.NullMarked;
