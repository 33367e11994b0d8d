package io.ledgeractors.embedded.state.store;

/** Creates the stores in which a state machine keeps the records that are written once. */
public interface RecordStores {
    /** Returns stores in direct memory, without a limit of their own. */
    static RecordStores offHeap() {
        return (name, recordSize) -> new OffHeapRecordStore(recordSize);
    }

    /**
     * Creates an empty store.
     *
     * @param name a name that no other store has: lower case letters and dashes
     * @param recordSize bytes of a record
     */
    RecordStore create(String name, int recordSize);
}
