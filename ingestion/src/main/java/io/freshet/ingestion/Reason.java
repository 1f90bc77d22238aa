package io.freshet.ingestion;

/** Why an event was not taken; the codes are part of the API and of the topic {@code rejected}. */
public enum Reason {
  /** Not one JSON object, or a key twice. */
  MALFORMED_JSON("malformed-json"),
  /** A row of a file with the wrong number of columns, or with broken quotes. */
  MALFORMED_ROW("malformed-row"),
  /** A CloudEvent without what its specification demands. */
  MALFORMED_CLOUD_EVENT("malformed-cloud-event"),
  /** Bytes that are not UTF-8, or half a surrogate pair. */
  INVALID_ENCODING("invalid-encoding"),
  MISSING_FIELD("missing-field"),
  /** There, but without content. */
  EMPTY_FIELD("empty-field"),
  UNKNOWN_FIELD("unknown-field"),
  WRONG_TYPE("wrong-type"),
  /** An interaction type or event kind that does not exist. */
  UNKNOWN_TYPE("unknown-type"),
  OUT_OF_RANGE("out-of-range"),
  TOO_LARGE("too-large"),
  /** Its event id was taken before, within the configured time. */
  DUPLICATE("duplicate");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
