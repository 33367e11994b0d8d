package io.ledgeractors.embedded.log;

import java.nio.ByteBuffer;

/** A record that is appended to a log: a known number of bytes. */
public interface LogRecord {
    /** Returns the size of the record in bytes. */
    int size();

    /** Writes the record to {@code target}, little endian, from {@code offset} on. Other bytes stay. */
    void writeTo(ByteBuffer target, int offset);
}
