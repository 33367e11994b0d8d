package io.ledgeractors.examples.imports;

import java.util.List;

/**
 * A row of the file.
 *
 * @param number from 1, the header not counted
 * @param fields as they stand there
 */
record Row(long number, List<String> fields) {}
