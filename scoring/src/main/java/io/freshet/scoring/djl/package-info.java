/** Models on their engines: DJL with ONNX Runtime and PyTorch, devices, files, shared weights. */
@NullMarked
package io.freshet.scoring.djl;

import org.jspecify.annotations.NullMarked;
