package io.ledgeractors.cli.imports;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Derives ids from the identity of a file and the number of a row, the same in each run. The upper 80 bits are a hash
 * of the identity. The lower 48 bits are the number of the row, so that ids rise with the rows.
 */
final class RowIds {
    private static final int ROW_BITS = 48;
    private static final long ROW_MAX = (1L << ROW_BITS) - 1;

    private final long high;
    private final long upperLow;

    RowIds(String identity) {
        ByteBuffer hash =
                ByteBuffer.wrap(Sha256.create().digest(("import " + identity).getBytes(StandardCharsets.UTF_8)));
        high = hash.getLong();
        upperLow = hash.getLong() & ~ROW_MAX;
    }

    /** Returns the id of a row, counted from 1. */
    UInt128 of(long row) {
        if (row < 1 || row > ROW_MAX) {
            throw new IllegalArgumentException("a file has rows 1 to " + ROW_MAX + ", not " + row);
        }
        return UInt128.of(high, upperLow | row);
    }
}
