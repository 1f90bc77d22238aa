package io.freshet.ingestion;

/**
 * What is wrong with an event.
 *
 * @param field the field, empty when it is the whole
 * @param value the offending value, shortened; empty when there is none
 * @param reason code
 * @param expected what would have been right
 */
public record Violation(String field, String value, Reason reason, String expected) {
  private static final int SHOWN = 120;

  public Violation {
    value = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }

  /** One line for people: field, value, what was expected. */
  public String message() {
    String subject = field.isEmpty() ? reason.code() : field;
    return subject + (value.isEmpty() ? "" : " = " + value) + ", expected " + expected;
  }
}
