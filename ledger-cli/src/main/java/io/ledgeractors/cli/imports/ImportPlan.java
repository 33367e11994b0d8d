package io.ledgeractors.cli.imports;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be imported.
 *
 * @param file CSV with a header, in UTF-8, or in UTF-16 with a byte order mark
 * @param separator between fields
 * @param skip lines above the header
 * @param kind what rows become
 * @param mapping which column is which field
 * @param identity what ids are made from, where rows have none; empty: the content of the file
 * @param rejected gets the rows that are not in the ledger at the end, with the reason
 * @param state keeps how far the import is
 * @param maxRate rows a second at most; 0: as fast as the ledger takes them
 */
public record ImportPlan(
        Path file,
        char separator,
        int skip,
        RowKind kind,
        Mapping mapping,
        Optional<String> identity,
        Path rejected,
        Path state,
        int maxRate) {
    /** How the file is to be read. */
    CsvForm csv() {
        return new CsvForm(separator, skip, mapping.mapped());
    }
}
