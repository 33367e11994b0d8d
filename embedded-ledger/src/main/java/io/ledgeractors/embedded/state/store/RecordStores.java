package io.ledgeractors.embedded.state.store;

/** Where a state machine keeps the records that are written once. */
public interface RecordStores {
    /** Direct memory, as much as it takes. */
    static RecordStores offHeap() {
        return (name, recordSize) -> new OffHeapRecordStore(recordSize);
    }

    /**
     * A new store, empty.
     *
     * @param name tells it from the others: lower case letters and dashes
     * @param recordSize bytes of a record
     */
    RecordStore create(String name, int recordSize);
}
