package io.ledgeractors.embedded.replica;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;

/**
 * One operation in its place: what is written to the journal, and all that its execution depends on. So the same
 * prepares make the same ledger, live and at recovery.
 *
 * @param kind who wants it
 * @param operation number of the operation, see {@link io.ledgeractors.wire.Operation}
 * @param op position in the order of all operations, from 1; of a start that of the last operation
 * @param timestamp ns since 1970 at which it was prepared
 * @param view view in which it was prepared
 * @param client who asks; 0 unless it is a {@link Kind#REQUEST}
 * @param request number of the request
 * @param release release of the client
 * @param requestChecksum header checksum of the request, which its reply repeats
 * @param body holds the body, little endian; lent until the operation is executed and appended
 * @param offset where the body begins
 * @param length bytes of the body
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
        ByteBuffer body,
        int offset,
        int length) {

    /** Who wants an operation. */
    public enum Kind {
        /** A start of the ledger: raises the view, takes no position. */
        START,
        /** A client of the protocol: reads and registers too. */
        REQUEST,
        /** Somebody in this JVM. */
        LOCAL,
        /** The ledger itself, to expire pending transfers. */
        PULSE,
        /**
         * The ledger itself, to remember its time: what callers in this JVM were shown is not later than its timestamp. It
         * moves the time only at the next start.
         */
        TIME
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Without the client: its id is all that a session is protected by. */
    @Override
    public String toString() {
        return kind + " " + op + " of operation " + operation + " at " + timestamp + ", " + length + " bytes";
    }

    /** An operation that no client asks for and that has no body. */
    static Prepare internal(Kind kind, int operation, long op, long timestamp, int view, Release release) {
        return new Prepare(kind, operation, op, timestamp, view, UInt128.ZERO, 0, release, UInt128.ZERO, NOTHING, 0, 0);
    }
}
