package io.ledgeractors.cli.imports;

import java.util.List;

/**
 * A row of the file.
 *
 * @param number number of the row, from 1, without the header
 * @param fields the fields as the file has them
 * @param reason why an earlier import rejected the row; empty if this is no file of rejected rows
 */
record Row(long number, List<String> fields, String reason) {
    private static final String OTHER_EXISTS = "exists_with_";

    /** Creates a row that was not rejected before. */
    Row(long number, List<String> fields) {
        this(number, fields, "");
    }

    /**
     * Checks that the row may get a new derived id. A row may have been rejected because its derived id belongs to
     * another object, such as the same row read with another scale. A new id would then create it a second time.
     *
     * @throws IllegalArgumentException with the earlier reason, if that is why the row was rejected
     */
    void requireNewId() {
        if (reason.startsWith(OTHER_EXISTS)) {
            throw new IllegalArgumentException(reason);
        }
    }
}
