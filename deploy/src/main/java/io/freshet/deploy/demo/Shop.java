package io.freshet.deploy.demo;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import java.util.Map;
import java.util.Optional;

/** The outside of the simulated world: takes what happens there, and shows people lists. */
public interface Shop {
  void item(Item item);

  void interaction(Interaction interaction);

  /**
   * @param labels the labels that the text would be given, by task
   */
  void text(Text text, Map<String, String> labels);

  void label(Label label);

  /** The list that was served for an event of a user; empty while there is none. */
  Optional<ShownList> listFor(String user, String eventId);

  /** Whether lists come as fast as events go out; people hold back while they do not. */
  boolean keepsUp();

  /** A person was shown a list. */
  void reacted(Reaction reaction);

  /** A person wanted to look at a list, but none had been served yet. */
  void foundNoList(String user, long time);
}
