/** Records as JSON for people. */
@NullMarked
package io.freshet.deploy.json;

import org.jspecify.annotations.NullMarked;
