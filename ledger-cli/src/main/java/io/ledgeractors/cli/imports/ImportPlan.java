package io.ledgeractors.cli.imports;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The description of an import. Immutable.
 *
 * @param file a CSV file with a header, in UTF-8, or in UTF-16 with a byte order mark
 * @param separator the separator between fields
 * @param skip number of lines above the header
 * @param kind what the rows become
 * @param mapping the columns and values of the fields
 * @param identity the text from which ids are derived if rows have none; empty for the content of the file
 * @param rejected the file for rejected rows, with the reason
 * @param state the file for the state of the import
 * @param maxRate maximum number of rows per second; 0 means no limit
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
    /** Returns the format of the file. */
    CsvForm csv() {
        return new CsvForm(separator, skip, mapping.mapped());
    }
}
