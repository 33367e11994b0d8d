package io.ledgeractors.embedded.log;

import java.nio.ByteBuffer;

/** What a log takes: bytes of known number. */
public interface LogRecord {
    /** Bytes of the record. */
    int size();

    /** Writes the record to {@code target}, little endian, from {@code offset} on; the rest stays. */
    void writeTo(ByteBuffer target, int offset);
}
