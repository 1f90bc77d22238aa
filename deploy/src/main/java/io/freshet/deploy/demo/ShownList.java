package io.freshet.deploy.demo;

import java.util.List;

/**
 * A list as a person sees it.
 *
 * @param id of the served list
 * @param arm serving policy that made it
 * @param items best first
 */
public record ShownList(String id, String arm, List<String> items) {
  public ShownList {
    items = List.copyOf(items);
  }
}
