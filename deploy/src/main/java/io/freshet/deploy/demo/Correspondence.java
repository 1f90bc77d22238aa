package io.freshet.deploy.demo;

import io.freshet.deploy.demo.TextSource.Written;
import io.freshet.schemas.record.Text;
import java.util.random.RandomGenerator;

/** Texts that come in at random (a Poisson process), and their delayed labels. */
final class Correspondence {
  private static final double SECOND = 1000;

  private final TextConfig config;
  private final double eventsPerSecond;
  private final Shop shop;
  private final Scribe scribe;
  private final Agenda agenda;
  private final RandomGenerator random;
  private final TextSource source;

  /**
   * @param eventsPerSecond texts and labels together
   */
  Correspondence(TextConfig config, double eventsPerSecond, Desk desk, RandomGenerator random) {
    this.config = config;
    this.eventsPerSecond = eventsPerSecond;
    this.shop = desk.shop();
    this.scribe = desk.scribe();
    this.agenda = desk.agenda();
    this.random = random;
    this.source = new TextSource(config, random);
  }

  /** What texts are written with and to. */
  record Desk(Shop shop, Scribe scribe, Agenda agenda) {}

  /** Schedules the first text. */
  void open(long now) {
    if (eventsPerSecond > 0) {
      agenda.at(now + untilNextText(), this::write);
    }
  }

  private void write(long now) {
    Written written = source.write();
    Text text = scribe.text(written.text(), now);
    shop.text(text, written.labels());
    if (random.nextDouble() < config.labelled()) {
      long delay = config.labelDelay().toMillis() / 2;
      agenda.at(now + delay + random.nextLong(delay), t -> label(text, written, t));
    }
    agenda.at(now + untilNextText(), this::write);
  }

  private void label(Text text, Written written, long now) {
    written
        .labels()
        .entrySet()
        .forEach(label -> shop.label(scribe.label(text.getTextId(), label, now)));
  }

  private long untilNextText() {
    double eventsPerText = 1 + config.labelled() * TextSource.TASKS.size();
    return Math.round(random.nextExponential() * SECOND * eventsPerText / eventsPerSecond);
  }
}
