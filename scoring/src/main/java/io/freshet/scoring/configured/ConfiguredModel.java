package io.freshet.scoring.configured;

import io.freshet.schemas.record.InferenceRequest;
import io.freshet.scoring.ScoringException;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.inference.TensorSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model of the user's own, checked against its configuration and warmed up. A request that it
 * cannot be asked about is answered by the reason; the others of its batch are passed on.
 */
public final class ConfiguredModel implements InferenceModel<InferenceRequest, ModelAnswer> {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredModel.class);
  private static final int WARM_UP = 2;

  private final ModelSource source;
  private final TensorSession session;
  private final Optional<TextTokens> tokenizer;
  private final RequestReader requests;
  private final InputTensors inputs;
  private final OutputReader outputs;
  private final boolean single;
  private volatile boolean failing;

  private ConfiguredModel(
      ConfiguredModelConfig config,
      ModelSource source,
      TensorSession session,
      Optional<TextTokens> tokenizer)
      throws ModelException {
    this.source = source;
    this.session = session;
    this.tokenizer = tokenizer;
    TensorCheck check = new TensorCheck(config, session);
    check.check();
    this.single = check.isSingle();
    this.requests = new RequestReader(config.in(), tokenizer);
    this.inputs = new InputTensors(config.in(), session.inputs());
    this.outputs = new OutputReader(config.out(), config.key() + ".outputs");
  }

  /**
   * Takes over a loaded file and a tokenizer; when they do not do, they remain the caller's.
   *
   * @param tokenizer present when the configuration has a text input
   * @throws ModelException when its tensors are not those of the configuration, or what it gives on
   *     made-up inputs is not finite
   */
  public static ConfiguredModel open(
      ConfiguredModelConfig config,
      ModelSource source,
      TensorSession session,
      Optional<TextTokens> tokenizer)
      throws ModelException {
    ConfiguredModel model = new ConfiguredModel(config, source, session, tokenizer);
    model.warmUp();
    LOG.info(
        "model loaded model={} version={} device={}{}",
        source.model(),
        source.version(),
        model.device(),
        model.single ? " one request at a time, as the file demands" : "");
    return model;
  }

  @Override
  public ModelSource source() {
    return source;
  }

  @Override
  public String device() {
    return session.device();
  }

  /**
   * Answers a batch.
   *
   * @throws ScoringException of a batch without any request for the model, while the model fails: a
   *     refusal must not count as a sign that it works
   */
  @Override
  public List<ModelAnswer> infer(List<InferenceRequest> batch) throws ModelException {
    List<Reading> readings = batch.stream().map(this::read).toList();
    List<ModelInput> inputs = readings.stream().flatMap(r -> r.input().stream()).toList();
    if (failing && inputs.isEmpty()) {
      throw readings.get(0).refusal().orElseThrow();
    }
    failing = true;
    Iterator<ModelAnswer> given = run(inputs).iterator();
    failing = false;
    return readings.stream()
        .map(r -> r.refusal().map(ModelAnswer::refused).orElseGet(given::next))
        .toList();
  }

  @Override
  public void close() {
    session.close();
    tokenizer.ifPresent(TextTokens::close);
  }

  /** A request as the model takes it, or why not. */
  private record Reading(Optional<ModelInput> input, Optional<ScoringException> refusal) {}

  private Reading read(InferenceRequest request) {
    try {
      return new Reading(Optional.of(requests.read(request)), Optional.empty());
    } catch (ScoringException e) {
      return new Reading(Optional.empty(), Optional.of(e));
    }
  }

  private List<ModelAnswer> run(List<ModelInput> batch) throws ModelException {
    if (batch.isEmpty()) {
      return List.of();
    }
    if (!single) {
      return outputs.read(session.run(inputs.of(batch)), batch);
    }
    List<ModelAnswer> answers = new ArrayList<>(batch.size());
    for (ModelInput input : batch) {
      List<ModelInput> own = List.of(input);
      answers.addAll(outputs.read(session.run(inputs.of(own)), own));
    }
    return answers;
  }

  private void warmUp() throws ModelException {
    for (ModelInput input : requests.madeUp()) {
      for (ModelAnswer answer : run(Collections.nCopies(WARM_UP, input))) {
        if (!answer.isFinite()) {
          throw new ModelException(
              source
                  + " gives "
                  + answer.describe()
                  + " on made-up inputs, expected finite numbers");
        }
      }
    }
  }
}
