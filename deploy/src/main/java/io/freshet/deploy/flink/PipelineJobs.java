package io.freshet.deploy.flink;

import io.freshet.features.FeatureJob;
import io.freshet.ingestion.IngestJob;
import io.freshet.learner.LearnerJob;
import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.ScoringJob;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The jobs of the pipeline, in the order of the data flow. */
public final class PipelineJobs {
  private static final List<JobDefinition> ALL =
      List.of(
          new JobDefinition(IngestJob.NAME, IngestJob::define, IngestJob::isConfigured),
          new JobDefinition(FeatureJob.NAME, FeatureJob::define),
          new JobDefinition(LearnerJob.NAME, LearnerJob::define),
          new JobDefinition(ScoringJob.NAME, ScoringJob::define));

  private PipelineJobs() {}

  public static List<JobDefinition> all() {
    return ALL;
  }

  /** The job of a name; {@code -job} may be left out. */
  public static JobDefinition named(String name) {
    return ALL.stream()
        .filter(job -> job.name().equals(name) || job.name().equals(name + "-job"))
        .findFirst()
        .orElseThrow(() -> new ConfigException("job = " + name + ", expected one of " + names()));
  }

  public static Set<String> names() {
    return ALL.stream()
        .map(JobDefinition::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
