package io.freshet.learner;

/**
 * Why nothing can be learned from an example.
 *
 * @param reason code, kebab-case
 * @param message which field, which value, what was expected
 */
public record Flaw(String reason, String message) {}
