package io.freshet.scoring.inference.flink;

import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelLoader;
import io.freshet.scoring.inference.ModelSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * Which version of the model answers and which is to replace it, as operator state; used by the
 * task thread. The newest record of the role is what is wanted, until it serves or is refused. A
 * restored task loads the version that served, and goes on with the one that was wanted.
 */
final class ModelSwaps<I, A> {
  private static final String CURRENT = "current";
  private static final String NEWEST = "newest";
  private static final String REFUSED = "refused";
  private static final MapStateDescriptor<String, ModelVersion> VERSIONS =
      new MapStateDescriptor<>(
          "model-versions", Types.STRING, new AvroTypeInfo<>(ModelVersion.class));

  private final ModelLoader<I, A> loader;
  private final BroadcastState<String, ModelVersion> versions;
  private final Alerts alerts;
  private Optional<ModelSource> underWay = Optional.empty();

  /** Where alerts about a role go. */
  record Alerts(String role, int subtask, Consumer<Alert> out) {
    private static final String SOURCE = "scoring-job";

    void refused(ModelSource version, String why) {
      out.accept(
          alert("error", "model-refused", "subtask " + subtask + ": " + version + ": " + why));
    }

    /** All subtasks switch, one of them says so. */
    void switched(ModelSource version) {
      if (subtask == 0) {
        out.accept(alert("info", "model-switched", version + " answers from now on"));
      }
    }

    private Alert alert(String severity, String reason, String message) {
      return Alert.newBuilder()
          .setSource(SOURCE)
          .setSubject(role)
          .setSeverity(severity)
          .setReason(reason)
          .setMessage(message)
          .setTime(System.currentTimeMillis())
          .build();
    }
  }

  ModelSwaps(ModelLoader<I, A> loader, OperatorStateStore store, Alerts alerts) throws Exception {
    this.loader = loader;
    this.versions = store.getBroadcastState(VERSIONS);
    this.alerts = alerts;
  }

  /** The version that served when the state was written, else the configured one. */
  InferenceModel<I, A> first() throws Exception {
    Optional<ModelSource> served = known(CURRENT);
    if (served.isPresent()) {
      try {
        return loader.load(served.get());
      } catch (ModelException | RuntimeException e) {
        refuse(served.get(), e.getMessage() + "; the configured version serves");
        versions.remove(CURRENT);
      }
    }
    return loader.load(loader.configured());
  }

  /** What is wanted and does not serve yet. */
  Optional<ModelSource> pending() throws Exception {
    Optional<ModelSource> newest = known(NEWEST);
    return newest.equals(known(REFUSED)) || newest.equals(Optional.of(current()))
        ? Optional.empty()
        : newest;
  }

  /** A control record; the version to be loaded, if any. */
  Optional<ModelSource> wanted(ModelVersion version) throws Exception {
    if (!version.getRole().equals(loader.configured().role()) || !isNewest(version)) {
      return Optional.empty();
    }
    versions.put(NEWEST, version);
    versions.remove(REFUSED);
    ModelSource source = source(version);
    if (source.equals(underWay.orElse(current()))) {
      return Optional.empty();
    }
    return Optional.of(source);
  }

  /** The loader has begun. */
  void underWay(ModelSource version) {
    underWay = Optional.of(version);
  }

  void switched(ModelSource version) throws Exception {
    versions.put(CURRENT, record(version));
    settle(version);
    alerts.switched(version);
  }

  void refused(ModelSource version, String why) throws Exception {
    refuse(version, why);
    settle(version);
  }

  private void refuse(ModelSource version, String why) throws Exception {
    versions.put(REFUSED, record(version));
    alerts.refused(version, why);
  }

  private void settle(ModelSource version) {
    if (underWay.equals(Optional.of(version))) {
      underWay = Optional.empty();
    }
  }

  private boolean isNewest(ModelVersion version) throws Exception {
    ModelVersion newest = versions.get(NEWEST);
    return newest == null
        || (version.getEventTime() >= newest.getEventTime() && !version.equals(newest));
  }

  private ModelSource current() throws Exception {
    return known(CURRENT).orElseGet(loader::configured);
  }

  private Optional<ModelSource> known(String key) throws Exception {
    return Optional.ofNullable(versions.get(key)).map(ModelSwaps::source);
  }

  private static ModelSource source(ModelVersion version) {
    return new ModelSource(
        version.getRole(),
        version.getModel(),
        version.getVersion(),
        version.getUri(),
        version.getSha256());
  }

  /** Only which version it is counts, not since when. */
  private static ModelVersion record(ModelSource source) {
    return ModelVersion.newBuilder()
        .setRole(source.role())
        .setModel(source.model())
        .setVersion(source.version())
        .setUri(source.uri())
        .setSha256(source.sha256())
        .setEventTime(0)
        .build();
  }
}
