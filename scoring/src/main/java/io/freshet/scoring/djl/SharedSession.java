package io.freshet.scoring.djl;

import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.SharedResources.Lease;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.inference.TensorSpec;
import java.util.List;
import java.util.Map;

/** One caller's session over weights that others may use too. */
final class SharedSession implements TensorSession {
  private final Lease<TensorSession> lease;

  SharedSession(Lease<TensorSession> lease) {
    this.lease = lease;
  }

  @Override
  public String device() {
    return lease.get().device();
  }

  @Override
  public List<TensorSpec> inputs() {
    return lease.get().inputs();
  }

  @Override
  public List<TensorSpec> outputs() {
    return lease.get().outputs();
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) throws ModelException {
    return lease.get().run(inputs);
  }

  @Override
  public void close() {
    lease.close();
  }
}
