package io.freshet.learner;

import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.model.ModelView;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.model.RankerConfig;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Progress;
import io.freshet.schemas.record.RowDelta;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * All learners of one subtask, by the name of their model. A text classifier is made for every task
 * that an example or a row names.
 */
public final class Learners {
  private static final String TEXT_PREFIX = SoftmaxModel.modelName("");

  private final ModelsConfig models;
  private final Map<String, Learner> learners = new LinkedHashMap<>();

  public Learners(ModelsConfig models, LearnerConfig config) {
    this.models = models;
    double share = config.validationShare();
    add(new PopularityLearner(models.popularity(), share));
    add(new PopularityLearner(PopularityModel.TRENDING, models.trending(), share));
    add(new CoVisitationLearner(models.coVisitation(), share));
    add(new CoVisitationLearner(CoVisitationModel.TRANSITIONS, models.transitions(), share));
    add(new EmbeddingLearner(models.embeddings(), share));
    add(ranker(models.ranker(), config.negativeWeight()));
    add(new RatingLearner(models.rating()));
    models.textTasks().forEach(task -> learner(SoftmaxModel.modelName(task)));
  }

  /** Predicts with and teaches every learner that takes the example; a flawed one nobody sees. */
  public Optional<Flaw> learn(Example example) {
    return learn(example, Learner::learn);
  }

  /**
   * {@link #learn(Example)}, step by step.
   *
   * @param step lets a learner learn the example; may look at how long it takes
   */
  public Optional<Flaw> learn(Example example, BiConsumer<Learner, Example> step) {
    Optional<Flaw> flaw = ExampleCheck.flaw(example);
    if (flaw.isEmpty()) {
      if (example.getKind() == ExampleKind.TEXT) {
        learner(SoftmaxModel.modelName(example.getTask().orElseThrow()));
      }
      for (Learner learner : learners.values()) {
        if (learner.takes(example)) {
          step.accept(learner, example);
        }
      }
    }
    return flaw;
  }

  /** The learner of a model; empty when no learner knows such a model. */
  public Optional<Learner> named(String model) {
    return model.startsWith(TEXT_PREFIX) || learners.containsKey(model)
        ? Optional.of(learner(model))
        : Optional.empty();
  }

  /** Takes a merged row; see {@link Learner#apply}. */
  public void apply(ParameterRow row, List<RowDelta> notMerged) {
    named(row.getModel()).ifPresent(learner -> learner.apply(row, notMerged));
  }

  public void flush(Consumer<RowDelta> sink) {
    learners.values().forEach(learner -> learner.flush(sink));
  }

  /** The models that they learn, each always up to date. */
  public List<ModelView> views() {
    return learners.values().stream().<ModelView>map(Learner::model).toList();
  }

  /** Every row of every view. */
  public void forEachRow(Consumer<ParameterRow> consumer) {
    learners.values().forEach(learner -> learner.model().forEachRow(consumer));
  }

  /** A record for each learner that predicted something since the last call. */
  public List<Progress> progress(int subtask, long time) {
    List<Progress> progress = new ArrayList<>();
    for (Learner learner : learners.values()) {
      if (learner.validation().hasNews()) {
        progress.add(learner.validation().progress(subtask, time));
      }
    }
    return progress;
  }

  /** Writes all validations. */
  public void writeValidations(DataOutput out) throws IOException {
    out.writeInt(learners.size());
    for (Map.Entry<String, Learner> entry : learners.entrySet()) {
      out.writeUTF(entry.getKey());
      entry.getValue().validation().write(out);
    }
  }

  /** Adds the figures that {@link #writeValidations} wrote. */
  public void mergeValidations(DataInput in) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      learner(in.readUTF()).validation().merge(in);
    }
  }

  private Learner learner(String model) {
    Learner learner = learners.get(model);
    if (learner == null) {
      learner = new SoftmaxLearner(model.substring(TEXT_PREFIX.length()), models.text());
      learners.put(model, learner);
    }
    return learner;
  }

  private static Learner ranker(RankerConfig config, double negativeWeight) {
    return switch (config.kind()) {
      case FTRL -> FtrlLearner.ranker(config.logistic(), negativeWeight);
      case DEEPFM -> DeepFmLearner.ranker(config.deepFm(), negativeWeight);
    };
  }

  private void add(Learner learner) {
    learners.put(learner.model().model(), learner);
  }
}
