package io.freshet.deploy.evaluate;

/** Predicts what a user rates an item, and learns from what the user rated. */
interface RatingModel {
  double predict(String user, String item);

  void learn(String user, String item, double rating);
}
