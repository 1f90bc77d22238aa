package io.freshet.deploy.demo;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A shop with three naive recommenders, one per arm, that answers at once. */
class NaiveShop implements Shop {
  static final List<String> ARMS = List.of("co-visitation", "popularity", "random");
  private static final int LENGTH = 10;
  private static final int RECENT = 10;

  final List<Item> items = new ArrayList<>();
  final List<Interaction> interactions = new ArrayList<>();
  final Map<String, Map<String, String>> labelsOfTexts = new HashMap<>();
  final List<Text> texts = new ArrayList<>();
  final List<Label> labels = new ArrayList<>();
  final List<Reaction> reactions = new ArrayList<>();

  long notInTime;

  private final Random random = new Random(1);
  private final Set<String> live = new LinkedHashSet<>();
  private final Map<String, List<String>> histories = new HashMap<>();
  private final Map<String, Double> counts = new HashMap<>();
  private final Map<String, Map<String, Double>> pairs = new HashMap<>();

  @Override
  public void item(Item item) {
    items.add(item);
    if (item.getDeleted()) {
      live.remove(item.getItem());
    } else {
      live.add(item.getItem());
    }
  }

  @Override
  public void interaction(Interaction interaction) {
    interactions.add(interaction);
    if (interaction.getType() != InteractionType.IMPRESSION) {
      learn(interaction.getUser(), interaction.getItem());
    }
  }

  private void learn(String user, String item) {
    List<String> history = histories.computeIfAbsent(user, u -> new ArrayList<>());
    counts.merge(item, 1.0, Double::sum);
    double weight = 1;
    for (int i = history.size() - 1; i >= Math.max(0, history.size() - RECENT); i--) {
      pair(history.get(i), item, weight);
      pair(item, history.get(i), weight);
      weight *= 0.9;
    }
    history.add(item);
  }

  private void pair(String a, String b, double weight) {
    pairs.computeIfAbsent(a, item -> new HashMap<>()).merge(b, weight, Double::sum);
  }

  @Override
  public void text(Text text, Map<String, String> truth) {
    texts.add(text);
    labelsOfTexts.put(text.getTextId(), truth);
  }

  @Override
  public void label(Label label) {
    labels.add(label);
  }

  @Override
  public Optional<ShownList> listFor(String user, String eventId) {
    String arm = ARMS.get(Math.floorMod(user.hashCode(), ARMS.size()));
    return Optional.of(new ShownList("list/" + eventId, arm, best(user, score(arm, user))));
  }

  private List<String> best(String user, ToDoubleFunction<String> score) {
    Set<String> known = Set.copyOf(histories.getOrDefault(user, List.of()));
    Map<String, Double> scores = new LinkedHashMap<>();
    live.stream()
        .filter(i -> !known.contains(i))
        .forEach(i -> scores.put(i, score.applyAsDouble(i)));
    return scores.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(LENGTH)
        .map(Map.Entry::getKey)
        .toList();
  }

  private ToDoubleFunction<String> score(String arm, String user) {
    if (arm.equals("random")) {
      return item -> random.nextDouble();
    }
    ToDoubleFunction<String> popularity = item -> counts.getOrDefault(item, 0.0);
    return arm.equals("popularity") ? popularity : coVisitation(user, popularity);
  }

  private ToDoubleFunction<String> coVisitation(String user, ToDoubleFunction<String> popularity) {
    Map<String, Double> scores = new HashMap<>();
    List<String> history = histories.getOrDefault(user, List.of());
    double weight = 1;
    for (int i = history.size() - 1; i >= Math.max(0, history.size() - RECENT); i--) {
      String seen = history.get(i);
      double scale = weight / Math.sqrt(counts.get(seen));
      pairs.getOrDefault(seen, Map.of()).forEach((b, n) -> scores.merge(b, n * scale, Double::sum));
      weight *= 0.9;
    }
    return item -> scores.getOrDefault(item, 0.0) + 1e-6 * popularity.applyAsDouble(item);
  }

  @Override
  public boolean keepsUp() {
    return true;
  }

  @Override
  public void reacted(Reaction reaction) {
    reactions.add(reaction);
  }

  @Override
  public void foundNoList(String user, long time) {
    notInTime++;
  }
}
