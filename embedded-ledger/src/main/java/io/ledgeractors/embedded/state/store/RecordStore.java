package io.ledgeractors.embedded.state.store;

import java.nio.ByteBuffer;

/**
 * A store of records of one size, which are added at the end and read by ordinal, counted from 0. Little endian. Only
 * the records added since the last {@link #keep} may be written, and removed newest first.
 */
public interface RecordStore {
    /** Returns the number of records. */
    int count();

    /**
     * Reserves space for this many records, so that as many calls of {@link #append} cannot fail.
     *
     * @throws OutOfMemoryError if the memory does not suffice; nothing has changed then
     * @throws StoreFullException if other space does not suffice; nothing has changed then
     */
    void reserve(int records);

    /** Adds a record and returns its ordinal. Its bytes are undefined until the caller has written all of them. */
    int append();

    /**
     * Returns the page that contains this record, from {@link #offset} on. The page is valid until the next call of
     * this method on this store or on another one from the same {@link RecordStores}.
     */
    ByteBuffer page(int ordinal);

    /** Returns where this record begins in its {@link #page}. */
    int offset(int ordinal);

    /** Removes the newest records, so that {@code count} remain. */
    void truncate(int count);

    /** Ends a request: the records added so far are final. */
    void keep();
}
