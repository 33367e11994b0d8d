package io.ledgeractors.embedded.journal;

import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.log.LogRecord;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Journals without a thread: one actor of a test plays the thread of the log. */
final class Journals {
    private static final int SEGMENT_BYTES = JournalSettings.SEGMENT_BYTES_MIN;

    /** A record of 8 bytes. */
    static final LogRecord RECORD = new LogRecord() {
        @Override
        public int size() {
            return Long.BYTES;
        }

        @Override
        public void writeTo(ByteBuffer target, int offset) {
            target.putLong(offset, 1);
        }
    };

    private Journals() {}

    /** Opens an empty journal. */
    static Journal open(MemoryDisk disk) {
        try {
            return Journal.openStepped(
                    new JournalSettings(Path.of("log"), UInt128.ZERO, SEGMENT_BYTES, 32_512),
                    disk,
                    (bytes, offset, size) -> bytes.getLong(offset));
        } catch (LogException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
