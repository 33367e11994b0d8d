package io.ledgeractors.cli.imports;

import java.util.List;

/**
 * A row of the file.
 *
 * @param number from 1, the header not counted
 * @param fields as they stand there
 * @param reason why an earlier import rejected it, if this is a file of rejected rows; else empty
 */
record Row(long number, List<String> fields, String reason) {
    private static final String OTHER_EXISTS = "exists_with_";

    /** A row that was not rejected before. */
    Row(long number, List<String> fields) {
        this(number, fields, "");
    }

    /**
     * Checks that a row may get a made id. If an earlier one was rejected because its made id is that of another
     * object, such as
     * the same row read with another scale, then a new id would create it a second time.
     */
    void requireNewId() {
        if (reason.startsWith(OTHER_EXISTS)) {
            throw new IllegalArgumentException(reason);
        }
    }
}
