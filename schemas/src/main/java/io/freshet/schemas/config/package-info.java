/** The configuration file. */
@NullMarked
package io.freshet.schemas.config;

import org.jspecify.annotations.NullMarked;
