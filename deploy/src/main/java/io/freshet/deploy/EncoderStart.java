package io.freshet.deploy;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.record.Text;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.ScoringJob;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.TextServingConfig;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Loads the text encoder while the broker and the cluster start. The scoring job then finds its
 * weights in this process, and an encoder that cannot be loaded is told before a job fails for it.
 */
final class EncoderStart implements AutoCloseable {
  private final CompletableFuture<Optional<InferenceModel<Text, EncodedText>>> loading;

  private EncoderStart(CompletableFuture<Optional<InferenceModel<Text, EncodedText>>> loading) {
    this.loading = loading;
  }

  static EncoderStart begin(ConfigFile file, StandaloneOptions options) {
    TextServingConfig config = file.section(ScoringConfig.SECTION, ScoringConfig.defaults()).text();
    return new EncoderStart(
        options.jobs().contains(ScoringJob.NAME)
            ? CompletableFuture.supplyAsync(() -> TextEncoders.open(config))
            : CompletableFuture.completedFuture(Optional.empty()));
  }

  /** Which encoder it is and where it runs, once it is loaded. */
  String await() {
    try {
      return loading
          .join()
          .map(encoder -> "encoder " + TextEncoders.describe(encoder))
          .orElse("no encoder");
    } catch (CompletionException e) {
      throw e.getCause() instanceof ConfigException told ? told : e;
    }
  }

  /** Lets go of it: from now on only the job holds it. */
  @Override
  public void close() {
    loading
        .handle((encoder, error) -> Optional.ofNullable(encoder).flatMap(Function.identity()))
        .join()
        .ifPresent(InferenceModel::close);
  }
}
