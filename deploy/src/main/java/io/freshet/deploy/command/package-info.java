/** The commands of the command line. */
@NullMarked
package io.freshet.deploy.command;

import org.jspecify.annotations.NullMarked;
