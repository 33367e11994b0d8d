package io.ledgeractors.embedded.log;

import io.ledgeractors.embedded.journal.segment.JournalException;
import org.jspecify.annotations.Nullable;

/**
 * Where operations are kept before their replies leave. One thread appends; {@link #whenDurable} and the rest may
 * be called by any.
 */
public interface Log extends AutoCloseable {
    /**
     * Takes a record; returns at once unless there is too much that is not yet written.
     *
     * @param op position of the record, above that of the record before
     * @throws IllegalStateException if the log has failed or is closed
     */
    void append(long op, LogRecord entry);

    /**
     * Says whether a record can be appended without filling the disk. Whoever asks before each record never fills it.
     * May wait for a file that is being made.
     *
     * @param bytes of the record
     * @return why the record must not be appended now and what to do, or null
     */
    @Nullable
    String noRoom(int bytes);

    /**
     * Calls back when everything appended so far up to {@code op} lasts; at once, on the calling thread, if it does
     * already, else on the log's own thread, in the order of the calls for an op.
     */
    void whenDurable(long op, DurabilityCallback callback);

    /** Everything up to this position lasts. */
    long durableOp();

    /**
     * Returns when everything appended so far lasts.
     *
     * @throws JournalException if it is not known whether it does
     */
    void sync() throws JournalException;

    /** Why the log is of no more use, or null. */
    @Nullable
    String failure();

    /** True if the log is of no more use because of an error in this JVM, such as want of memory, not of its disk. */
    default boolean hasDied() {
        return false;
    }

    /** Writes and forces what was appended, then gives everything back. */
    @Override
    void close();
}
