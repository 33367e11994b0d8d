package io.ledgeractors.embedded.journal.recovery;

import java.nio.ByteBuffer;

/** Executes the records of a journal one by one, in the order in which they were appended. */
@FunctionalInterface
public interface Replayer {
    /**
     * Executes a record.
     *
     * @param bytes little endian; valid until this returns
     * @param offset where the record begins
     * @param size bytes of the record
     * @return position of the record, as it was appended
     * @throws ReplayCapacityException if there is no capacity for what the record creates
     * @throws RuntimeException if the record cannot be executed; the journal does not open then
     */
    long replay(ByteBuffer bytes, int offset, int size);
}
