/** The broker in the process, and what the command line reads from and writes to a broker. */
@NullMarked
package io.freshet.deploy.kafka;

import org.jspecify.annotations.NullMarked;
