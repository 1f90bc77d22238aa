/** The simulated world of {@code freshet demo}, its figures and its scoreboard. */
@NullMarked
package io.freshet.deploy.demo;

import org.jspecify.annotations.NullMarked;
