package io.ledgeractors.embedded.log;

import org.jspecify.annotations.Nullable;

/**
 * Keeps operations before their replies leave. One thread at a time appends; any thread may call the other methods.
 */
public interface Log extends AutoCloseable {
    /**
     * Takes a record. Returns at once, unless so much waits to be written that there is no buffer for the record.
     *
     * @param op position of the record's operation, not below that of the record before. A record that takes no
     *     position has that of the operation before it
     * @throws IllegalStateException if the log has failed or is closed
     * @throws IllegalArgumentException if {@code op} is below that of the record before
     */
    void append(long op, LogRecord entry);

    /**
     * Reserves time: a later start begins behind it. The last call counts, so a caller may take back what it has not
     * used. Takes no capacity.
     *
     * @param time ns since 1970, beyond every time that a reply shows before the next call
     * @throws IllegalStateException if the log has failed or is closed
     */
    void reserveTime(long time);

    /**
     * Checks whether a record can be appended without filling the disk. A caller that asks before each record never
     * fills the disk. May wait for a file that is being made.
     *
     * @param bytes size of the record
     * @return why the record must not be appended now and what to do; null if there is capacity
     */
    @Nullable
    String lackOfCapacity(int bytes);

    /**
     * Calls back when everything appended so far up to {@code op} and the time reserved so far are durable. If they are
     * already, the callback comes on the calling thread, before this returns. Otherwise it comes on the log's own
     * thread, in the order of the calls for an op.
     */
    void whenDurable(long op, DurabilityCallback callback);

    /** Returns the position up to which everything is durable. */
    long durableOp();

    /**
     * Waits until everything appended so far is durable.
     *
     * @throws LogException if it is unknown whether it is
     */
    void sync() throws LogException;

    /** Returns why the log takes nothing more, or null. */
    @Nullable
    String failure();

    /** Returns true if the log failed by an error in this JVM, such as lack of memory, and not by its disk. */
    default boolean hasDied() {
        return false;
    }

    /** Writes and forces what was appended, then releases all files and threads. A second call does nothing. */
    @Override
    void close();
}
