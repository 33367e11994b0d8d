package io.ledgeractors.embedded.records;

/** Records in a file of pages. Whole pages are in the file; the rest is in memory. */
interface PagedRecords {
    /** Returns the file of the pages. */
    PageFile file();

    /** Returns true if all whole pages are in the file. They are not as long as the disk is full. */
    boolean isWritten();

    /**
     * Returns how many records there are, and those that are not in the file. They are lent until a record is added.
     *
     * @param fileName name of the file
     */
    SavedRecords save(String fileName);
}
