/** Writes small model files, which tests and the examples of the documentation run. */
@NullMarked
package io.freshet.scoring.onnx;

import org.jspecify.annotations.NullMarked;
