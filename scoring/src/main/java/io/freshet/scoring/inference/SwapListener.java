package io.freshet.scoring.inference;

/** Hears what became of versions that were to replace a model. */
public interface SwapListener {
  /** A version answers from now on; the one before is closed. */
  void switched(ModelSource version, String device);

  /** A version does not serve and is closed again; the one before stays. */
  void refused(ModelSource version, String why);
}
