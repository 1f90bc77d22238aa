package io.freshet.deploy.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;

/**
 * What {@code bench encoder} measured.
 *
 * @param encoder model and version
 * @param shares where the processor time of the encoder goes, per batch size
 * @param figures of the job
 * @param heads what a second head on an encoding costs
 */
record EncoderReport(
    LoopReport.Machine machine,
    String encoder,
    EncoderPlan plan,
    List<EncoderShare> shares,
    List<EncoderFigure> figures,
    HeadsFigure heads) {
  String toJson() {
    JsonMapper mapper =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(
        text,
        "%s on one thread, %d cores; median of %d rounds of %,d texts, raw session and job in turn;"
            + " latency at %.0f %% of the job's rate%n%n",
        encoder,
        machine.cores(),
        plan.rounds(),
        plan.texts(),
        100 * plan.load());
    append(text, "%5s %8s %9s %9s %6s %7s", "batch", "deadline", "raw/s", "job/s", "ratio", "at/s");
    append(text, " %8s %8s %8s%n", "p50 ms", "p99 ms", "max ms");
    figures.forEach(figure -> text.append(line(figure)));
    append(text, "%n%5s %14s %14s %6s%n", "batch", "session µs", "encoder µs", "besides");
    shares.forEach(share -> text.append(share.line()));
    return text.append(System.lineSeparator()).append(heads.line()).toString();
  }

  static String line(EncoderFigure figure) {
    Latency latency = figure.latency();
    return String.format(
        Locale.ROOT,
        "%5d %5d ms %,9.0f %,9.0f %6.3f %,7.0f %8.1f %8.1f %8.1f%n",
        figure.batch(),
        figure.deadlineMillis(),
        figure.rawPerSecond(),
        figure.operatorPerSecond(),
        figure.ratio(),
        figure.rate(),
        latency.p50(),
        latency.p99(),
        latency.max());
  }

  private static void append(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
