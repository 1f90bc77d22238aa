/** Couples the simulated world to the topics of a running pipeline. */
@NullMarked
package io.freshet.deploy.demo.kafka;

import org.jspecify.annotations.NullMarked;
