package io.ledgeractors.cli.imports;

import java.util.Set;

/**
 * The format of a CSV file. Immutable.
 *
 * @param separator the separator between fields
 * @param skip number of lines above the header; ignored for a file of rejected rows, which has none
 * @param mapped names of the columns that fields are mapped to
 */
record CsvForm(char separator, int skip, Set<String> mapped) {
    CsvForm {
        mapped = Set.copyOf(mapped);
    }
}
