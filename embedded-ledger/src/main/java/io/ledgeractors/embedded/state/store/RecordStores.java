package io.ledgeractors.embedded.state.store;

/** Creates the stores in which a state machine keeps the records that are written once. */
@FunctionalInterface
public interface RecordStores {
    /** Returns stores in direct memory, without a limit of their own. Their logs keep nothing. */
    static RecordStores offHeap() {
        return (name, recordSize) -> new OffHeapRecordStore(recordSize);
    }

    /**
     * Creates a store. It is empty, or holds the records that a checkpoint says it has.
     *
     * @param name a name that no other store or log has: lower case letters and dashes
     * @param recordSize bytes of a record
     */
    RecordStore create(String name, int recordSize);

    /** Creates a log, like {@link #create}. */
    default RecordLog createLog(String name, int recordSize) {
        return RecordLog.NONE;
    }

    /**
     * Creates the images of pages, like {@link #create}.
     *
     * @param pageBytes bytes of a page
     */
    default PageImages createImages(String name, int pageBytes) {
        return PageImages.NONE;
    }
}
