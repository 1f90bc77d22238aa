package io.freshet.scoring.djl;

import java.nio.file.Path;

/**
 * A file and its SHA-256.
 *
 * @param sha256 64 hexadecimal digits in lower case
 */
record Checked(Path path, String sha256) {}
