package io.freshet.features;

import io.freshet.schemas.metrics.Mergeable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Predictions that were withheld for want of confidence, of any number of predictions. The others
 * are answered; their share is the coverage, their accuracy the selective accuracy of El-Yaniv and
 * Wiener, "On the Foundations of Noise-free Selective Classification", JMLR 2010. Mutable.
 */
final class Abstentions implements Mergeable<Abstentions> {
  private long withheld;
  private long right;

  static Abstentions read(DataInput in) throws IOException {
    Abstentions abstentions = new Abstentions();
    abstentions.withheld = in.readLong();
    abstentions.right = in.readLong();
    return abstentions;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(withheld);
    out.writeLong(right);
  }

  /** Counts one that was withheld. */
  void add(boolean wouldHaveBeenRight) {
    withheld++;
    right += wouldHaveBeenRight ? 1 : 0;
  }

  /** The share of those that were withheld; 0 of none. */
  double share(long predictions) {
    return predictions == 0 ? 0 : (double) withheld / predictions;
  }

  /**
   * The accuracy of those that were answered; 0 before the first.
   *
   * @param accuracy of all predictions
   */
  double accuracyOfOthers(long predictions, double accuracy) {
    long answered = predictions - withheld;
    return answered == 0 ? 0 : (accuracy * predictions - right) / answered;
  }

  @Override
  public void merge(Abstentions other) {
    withheld += other.withheld;
    right += other.right;
  }

  @Override
  public Abstentions fresh() {
    return new Abstentions();
  }

  @Override
  public long count() {
    return withheld;
  }
}
