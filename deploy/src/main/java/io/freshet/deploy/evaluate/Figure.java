package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.Interval;
import java.util.Optional;

/**
 * One figure of a model.
 *
 * @param value over all tests
 * @param interval of 95 %, where the figure has one
 */
record Figure(String metric, double value, Optional<Interval> interval, Curve curve) {}
