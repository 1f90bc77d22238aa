package io.freshet.features;

import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What a join decided on one input: data that the operator around it only has to send on. */
public final class Decisions {
  private final List<Outcome> outcomes = new ArrayList<>(2);
  private final List<Example> examples = new ArrayList<>(2);
  private final List<LateOutcome> late = new ArrayList<>(0);

  /** For the topic {@code outcomes}. */
  public List<Outcome> outcomes() {
    return outcomes;
  }

  /** For the topic {@code examples}. */
  public List<Example> examples() {
    return examples;
  }

  /** For the topic {@code late}. */
  public List<LateOutcome> late() {
    return late;
  }
}
