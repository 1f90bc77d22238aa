/** Commands that say which model files the scoring job uses. */
@NullMarked
package io.freshet.deploy.models;

import org.jspecify.annotations.NullMarked;
