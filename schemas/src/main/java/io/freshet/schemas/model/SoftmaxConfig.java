package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;

/**
 * Keys {@code models.text}: the text classifiers.
 *
 * @param rate AdaGrad learning rate of the bias, and of n-grams where a text has no vector
 * @param rateBesideEmbedding of n-grams where a text has a vector, too
 * @param embeddingRate of the components of a text's vector
 * @param l2 L2 penalty on weights that an example touches
 * @param balance how far rare classes weigh more, see {@link SoftmaxModel#classWeight}: 0 not at
 *     all, 1 so that all classes weigh the same in sum
 * @param labelSmoothing ε: a label says 1 − ε + ε/K of its class and ε/K of each other one, of K
 * @param hashBits n-grams are hashed to 2^hashBits values
 * @param wordGrams longest word n-gram
 * @param charGramsFrom shortest character n-gram; 0 for none
 * @param charGramsTo longest character n-gram
 * @param maxWords words beyond this are not looked at
 */
public record SoftmaxConfig(
    double rate,
    double rateBesideEmbedding,
    double embeddingRate,
    double l2,
    double balance,
    double labelSmoothing,
    int hashBits,
    int wordGrams,
    int charGramsFrom,
    int charGramsTo,
    int maxWords)
    implements Serializable {
  public SoftmaxConfig {
    ConfigException.require(rate > 0, "models.text.rate", rate, "more than 0");
    ConfigException.require(
        rateBesideEmbedding > 0,
        "models.text.rate-beside-embedding",
        rateBesideEmbedding,
        "more than 0");
    ConfigException.require(
        embeddingRate > 0, "models.text.embedding-rate", embeddingRate, "more than 0");
    ConfigException.require(l2 >= 0, "models.text.l2", l2, "0 or more");
    ConfigException.require(
        balance >= 0 && balance <= 1, "models.text.balance", balance, "in [0, 1]");
    ConfigException.require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "models.text.label-smoothing",
        labelSmoothing,
        "in [0, 1)");
    ConfigException.require(
        hashBits >= 8 && hashBits <= 30, "models.text.hash-bits", hashBits, "8 to 30");
    ConfigException.require(
        wordGrams >= 1 && wordGrams <= 5, "models.text.word-grams", wordGrams, "1 to 5");
    ConfigException.require(
        charGramsFrom >= 0 && charGramsFrom <= charGramsTo,
        "models.text.char-grams-from",
        charGramsFrom,
        "0 to char-grams-to (" + charGramsTo + ")");
    ConfigException.require(
        charGramsTo <= 8, "models.text.char-grams-to", charGramsTo, "at most 8");
    ConfigException.require(maxWords >= 1, "models.text.max-words", maxWords, "at least 1");
  }

  public static SoftmaxConfig defaults() {
    return new SoftmaxConfig(0.3, 0.07, 0.06, 0, 0, 0, 22, 2, 3, 5, 400);
  }
}
