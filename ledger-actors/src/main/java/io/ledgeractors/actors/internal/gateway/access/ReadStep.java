package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. The next step of a {@link FilteredRead}. */
@InternalApi
public sealed interface ReadStep {
    /**
     * Events to send to the ledger as one batch. The results go to {@link FilteredRead#answered}.
     *
     * @param operation a look-up or query, which can be another one than the caller's
     * @param events the events, little endian, from 0 to the limit, without a trailer; must not be written to
     * @param count number of events
     */
    record Query(Operation operation, ByteBuffer events, int count) implements ReadStep {}

    /**
     * The read is over.
     *
     * @param results what the caller may see, in the form of results of the caller's operation, little endian, from 0
     *     to the limit, without a trailer
     */
    record Finished(ByteBuffer results) implements ReadStep {}
}
