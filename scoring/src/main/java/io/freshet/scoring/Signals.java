package io.freshet.scoring;

/**
 * What the sources that know a user by the history say of the items of one list.
 *
 * @param coVisitation with the recent history
 * @param longHistory co-visitation with the long history
 * @param transitions from the last items
 * @param content similarity of titles and categories
 */
record Signals(Signal coVisitation, Signal longHistory, Signal transitions, Signal content) {
  static final Signals NONE = new Signals(Signal.NONE, Signal.NONE, Signal.NONE, Signal.NONE);
}
