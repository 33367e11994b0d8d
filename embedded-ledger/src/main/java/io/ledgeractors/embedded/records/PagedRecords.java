package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.image.ImageWriter;

/** Records in a file of pages. Whole pages are in the file; the rest is in memory. */
interface PagedRecords {
    /** Returns the file of the pages. */
    PageFile file();

    /** Returns true if all whole pages are in the file. They are not as long as the disk is full. */
    boolean isWritten();

    /**
     * Writes the size of a record, the number of records, the bytes that the file has at least, and the records that
     * are not in the file.
     */
    void save(ImageWriter image);
}
