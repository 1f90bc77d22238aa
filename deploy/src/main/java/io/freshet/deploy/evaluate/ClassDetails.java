package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.Calibration;
import io.freshet.schemas.metrics.ClassificationMetrics.Cell;
import io.freshet.schemas.metrics.ClassificationMetrics.ClassCounts;
import java.util.List;

/**
 * A classifier class by class.
 *
 * @param byClass precision, recall and F1
 * @param confusion every cell that is not 0
 * @param reliability how often predictions came true, by their confidence
 */
record ClassDetails(
    List<ClassCounts> byClass, List<Cell> confusion, List<Calibration.Bin> reliability) {
  ClassDetails {
    byClass = List.copyOf(byClass);
    confusion = List.copyOf(confusion);
    reliability = List.copyOf(reliability);
  }
}
