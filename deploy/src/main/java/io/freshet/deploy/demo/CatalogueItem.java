package io.freshet.deploy.demo;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An item of the simulated world.
 *
 * @param id item id
 * @param genre its category
 * @param words title words
 * @param place unit vector in the latent space; owned by the item, never changed
 * @param appeal log-popularity: how much people like it whatever their taste
 * @param price in the shop's currency
 */
record CatalogueItem(
    String id, String genre, List<String> words, double[] place, double appeal, double price) {
  String title() {
    return words.stream()
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining(" "));
  }
}
