package io.freshet.deploy.demo;

/**
 * What came of a list that a person was shown.
 *
 * @param time epoch milliseconds
 * @param arm serving policy that made the list
 * @param clicked whether an item was clicked
 * @param expected exact click-through of the list under the click model
 * @param best click-through of the best list at the same moment
 */
public record Reaction(long time, String arm, boolean clicked, double expected, double best) {}
