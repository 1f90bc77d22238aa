/** The pipeline against a Kafka broker in a container. */
@NullMarked
package io.freshet.deploy.container;

import org.jspecify.annotations.NullMarked;
