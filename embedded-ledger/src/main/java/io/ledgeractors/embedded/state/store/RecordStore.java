package io.ledgeractors.embedded.state.store;

import java.nio.ByteBuffer;

/**
 * Records of one size, added at the end and read by ordinal, counted from 0. Little endian. Only the records added
 * since the last {@link #keep} may be written and taken back, newest first.
 */
public interface RecordStore {
    /** Records in it. */
    int count();

    /**
     * Makes room, so that as many {@link #append}s cannot fail.
     *
     * @throws OutOfMemoryError if there is none; nothing has changed then
     * @throws StoreFullException if there is none elsewhere; nothing has changed then
     */
    void reserve(int records);

    /** Adds a record, whose bytes are undefined until the caller has written all of them; its ordinal. */
    int append();

    /**
     * The bytes among which this record lies, from {@link #offset} on; valid until the next call for a page of this
     * store or of another one from the same place.
     */
    ByteBuffer page(int ordinal);

    /** Where this record begins in its {@link #page}. */
    int offset(int ordinal);

    /** Takes the newest records back, so that {@code count} remain. */
    void truncate(int count);

    /** Ends a request: what is there stays as it is. */
    void keep();
}
