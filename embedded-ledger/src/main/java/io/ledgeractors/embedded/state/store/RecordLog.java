package io.ledgeractors.embedded.state.store;

import java.nio.ByteBuffer;

/**
 * Records of one size that are added at the end and read only when the ledger is opened. They hold what would otherwise
 * have to be computed from all other records then. Little endian. Only the records added since the last {@link #keep}
 * may be removed, newest first.
 */
public interface RecordLog {
    /** A log of a ledger that lives in memory alone, which is never opened again. It keeps nothing. */
    RecordLog NONE = new RecordLog() {
        @Override
        public int count() {
            return 0;
        }

        @Override
        public void reserve(int records) {}

        @Override
        public void append(ByteBuffer record, int offset) {}

        @Override
        public void truncate(int count) {}

        @Override
        public void keep() {}

        @Override
        public void read(int from, Reader reader) {}
    };

    /** Takes records one by one. */
    @FunctionalInterface
    interface Reader {
        /** Takes the record that begins at {@code offset}; the bytes are lent. */
        void record(int ordinal, ByteBuffer bytes, int offset);
    }

    /** Returns the number of records; 0 for {@link #NONE}. */
    int count();

    /**
     * Reserves space for this many records, so that as many calls of {@link #append} cannot fail.
     *
     * @throws OutOfMemoryError if the memory does not suffice; nothing has changed then
     * @throws StoreFullException if other space does not suffice; nothing has changed then
     */
    void reserve(int records);

    /** Adds a record: the bytes from {@code offset} on. */
    void append(ByteBuffer record, int offset);

    /** Removes the newest records, so that {@code count} remain. Does nothing if there are no more. */
    void truncate(int count);

    /** Ends a request: the records added so far are final. */
    void keep();

    /** Reads the records from ordinal {@code from} on, in their order. */
    void read(int from, Reader reader);
}
