package io.freshet.deploy.bench;

import java.util.Locale;

/**
 * Processor time of a text, microseconds, on one thread and outside Flink.
 *
 * @param batch size
 * @param session in the bare session
 * @param encoder in the encoder: tokens, tensors, session, pooling, int8
 */
record EncoderShare(int batch, double session, double encoder) {
  /** Share of the encoder's time that is not the session's. */
  double besides() {
    return 1 - session / encoder;
  }

  String line() {
    return String.format(
        Locale.ROOT, "%5d %,14.0f %,14.0f %5.1f %%%n", batch, session, encoder, 100 * besides());
  }
}
