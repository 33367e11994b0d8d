package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One operation in its place. It is what the log holds, unless it is a {@link Kind#READ}, and execution depends on
 * nothing else, so the same prepares make the same ledger, live and at recovery.
 *
 * @param kind the origin of the operation
 * @param operation number of the operation, see {@link io.ledgeractors.wire.Operation}
 * @param op position in the order of all operations, from 1; a start or a read has that of the last operation
 * @param timestamp ns since 1970 at which it was prepared
 * @param view view in which it was prepared
 * @param client id of the client; 0 unless it is a {@link Kind#REQUEST} or a {@link Kind#READ}
 * @param request number of the request
 * @param release release of the client
 * @param requestChecksum header checksum of the request, which the reply repeats
 * @param evicted the client that loses its session to this register; 0 if there is none
 * @param body holds the body, little endian; lent until the operation is executed and appended
 * @param offset where the body begins
 * @param length bytes of the body
 * @param validated the request that the body was found to be; null if it has none, or comes from the log, where it is
 *     validated when it is replayed
 */
public record Prepare(
        Kind kind,
        int operation,
        long op,
        long timestamp,
        int view,
        UInt128 client,
        int request,
        Release release,
        UInt128 requestChecksum,
        UInt128 evicted,
        ByteBuffer body,
        int offset,
        int length,
        @Nullable ValidatedRequest validated) {

    /** The origin of an operation. */
    public enum Kind {
        /** A start of the ledger. It raises the view and takes no position. */
        START,
        /** A client of the protocol, which registers or creates objects. In older logs also one that reads. */
        REQUEST,
        /** A caller in this JVM. */
        LOCAL,
        /** The ledger itself, to expire pending transfers. */
        PULSE,
        /**
         * The ledger itself, in a log of an older version: no caller in this JVM was shown a later time than this
         * timestamp. It moves the time only at the next start.
         */
        TIME,
        /** A client of the protocol, which changes nothing. It is not in the log. */
        READ
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Describes the operation without the client, because nothing but its id protects a session. */
    @Override
    public String toString() {
        return kind + " " + op + " of operation " + operation + " at " + timestamp + ", " + length + " bytes";
    }

    /** Creates an operation that no client asked for and that has no body. */
    static Prepare internal(Kind kind, int operation, long op, long timestamp, int view, Release release) {
        return new Prepare(
                kind,
                operation,
                op,
                timestamp,
                view,
                UInt128.ZERO,
                0,
                release,
                UInt128.ZERO,
                UInt128.ZERO,
                NOTHING,
                0,
                0,
                null);
    }
}
