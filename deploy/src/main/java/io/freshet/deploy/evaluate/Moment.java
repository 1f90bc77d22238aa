package io.freshet.deploy.evaluate;

/**
 * A point on the way through the events.
 *
 * @param tested tests up to here
 * @param time of the last of their events, epoch milliseconds
 */
record Moment(long tested, long time) {}
