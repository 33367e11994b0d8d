package io.ledgeractors.cli.imports;

import java.util.Set;

/**
 * How a CSV file is to be read. Immutable.
 *
 * @param separator between fields
 * @param skip lines above the header; a file of rejected rows has none, so they are not skipped there
 * @param mapped names of columns that fields are mapped to
 */
record CsvForm(char separator, int skip, Set<String> mapped) {
    CsvForm {
        mapped = Set.copyOf(mapped);
    }
}
