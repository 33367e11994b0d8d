package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests and pings are served: the checks in the order of a real server. Takes frames whose checksums,
 * size and constant fields are right. Pure. Source: protocol fact sheet, section 4.
 */
final class Admission {
    /** The operation of a pulse. It is internal to a replica, and dropped when a client sends it. */
    static final int PULSE = 128;

    /** The operation that does nothing. Any client may send it without a body. */
    static final int NOOP = 6;

    private final ReplicaSettings settings;
    private final Machine machine;
    private final SessionTable sessions;

    Admission(ReplicaSettings settings, Machine machine, SessionTable sessions) {
        this.settings = settings;
        this.machine = machine;
        this.sessions = sessions;
    }

    /** Decides about a request that is the next one of its session. */
    @FunctionalInterface
    interface Next {
        /**
         * Decides whether the request is executed.
         *
         * @param request null if the operation has no body for the machine: a register or a no-op
         */
        AdmissionResult decide(@Nullable ValidatedRequest request);
    }

    /**
     * Judges a request.
     *
     * @param whole false if the frame is a header whose body was not kept because its client has no session. Such a
     *     request is never executed
     * @param next called if the request is whole and the next one to execute
     */
    AdmissionResult request(ByteBuffer frame, int view, long durableOp, boolean whole, Next next) {
        if (Integer.compareUnsigned(Header.view(frame, 0), view) > 0) {
            return AdmissionResult.Drop.SILENTLY;
        }
        EvictionReason release = release(Header.release(frame, 0));
        if (release != null) {
            return new AdmissionResult.Evict(release);
        }
        AdmissionResult byOperation = operation(frame);
        if (byOperation != null) {
            return byOperation;
        }
        Operation operation = machineOperation(frame);
        ValidatedRequest request = operation == null || !whole
                ? null
                : machine.validate(operation, frame, Header.SIZE, Header.size(frame, 0) - Header.SIZE);
        if (operation != null && whole && request == null) {
            return new AdmissionResult.Evict(EvictionReason.INVALID_REQUEST_BODY);
        }
        if (frame.getLong(Header.Request.TIMESTAMP) != 0) {
            return AdmissionResult.Drop.SILENTLY;
        }
        Session session = sessions.of(Bytes.getU128(frame, Header.Request.CLIENT));
        if (session == null) {
            return isRegister(frame) && whole
                    ? next.decide(null)
                    : new AdmissionResult.Evict(EvictionReason.NO_SESSION);
        }
        AdmissionResult bySession = ofSession(frame, session, durableOp);
        if (bySession != null) {
            return bySession;
        }
        return whole ? next.decide(request) : AdmissionResult.Drop.SILENTLY;
    }

    /** Judges a ping. */
    AdmissionResult ping(ByteBuffer header, long commit) {
        long session = header.getLong(Header.PingClient.SESSION);
        UInt128 client = Bytes.getU128(header, Header.PingClient.CLIENT);
        boolean past = session != 0 && Long.compareUnsigned(session, commit) <= 0;
        if (past && sessions.of(client) == null) {
            return new AdmissionResult.Evict(EvictionReason.NO_SESSION);
        }
        EvictionReason release = release(Header.release(header, 0));
        return release == null ? AdmissionResult.Pong.NOW : new AdmissionResult.Evict(release);
    }

    private @Nullable EvictionReason release(Release release) {
        if (release.compareTo(settings.clientReleaseMin()) < 0) {
            return EvictionReason.CLIENT_RELEASE_TOO_LOW;
        }
        return release.compareTo(settings.release()) > 0 ? EvictionReason.CLIENT_RELEASE_TOO_HIGH : null;
    }

    private @Nullable AdmissionResult operation(ByteBuffer frame) {
        int length = Header.size(frame, 0) - Header.SIZE;
        if (length > settings.batchSizeLimit()) {
            return new AdmissionResult.Evict(EvictionReason.INVALID_REQUEST_BODY_SIZE);
        }
        int code = operationCode(frame);
        if (code == Operation.REGISTER.code()) {
            return register(frame, length);
        }
        if (code <= PULSE) {
            return code == NOOP && length == 0 ? null : AdmissionResult.Drop.SILENTLY;
        }
        Operation operation = Operation.ofCode(code);
        return operation == null || !machine.isSupported(operation)
                ? new AdmissionResult.Evict(EvictionReason.INVALID_REQUEST_OPERATION)
                : null;
    }

    /** Returns the operation if the machine executes it; null for a register and for a no-op. */
    private static @Nullable Operation machineOperation(ByteBuffer frame) {
        Operation operation = Operation.ofCode(operationCode(frame));
        return operation == Operation.REGISTER ? null : operation;
    }

    private static @Nullable AdmissionResult register(ByteBuffer frame, int length) {
        if (length == 0) {
            return new AdmissionResult.Evict(EvictionReason.INVALID_REQUEST_BODY_SIZE);
        }
        boolean right = length == Operation.REGISTER.eventSize() && Bytes.isZero(frame, Header.SIZE, length);
        return right ? null : AdmissionResult.Drop.SILENTLY;
    }

    private static @Nullable AdmissionResult ofSession(ByteBuffer frame, Session session, long durableOp) {
        boolean register = isRegister(frame);
        long number = frame.getLong(Header.Request.SESSION);
        if (!register && number != session.number()) {
            return Long.compareUnsigned(number, session.number()) < 0
                    ? new AdmissionResult.Evict(EvictionReason.SESSION_TOO_LOW)
                    : AdmissionResult.Drop.SILENTLY;
        }
        if (!Header.release(frame, 0).equals(session.release())) {
            return new AdmissionResult.Evict(EvictionReason.SESSION_RELEASE_MISMATCH);
        }
        StoredReply last = session.reply();
        int request = frame.getInt(Header.Request.REQUEST);
        if (request == last.request()) {
            boolean same = Header.checksum(frame, 0).equals(last.requestChecksum());
            boolean answered = last.op() <= durableOp;
            return same && answered ? new AdmissionResult.Repeat(last.frame()) : AdmissionResult.Drop.SILENTLY;
        }
        return isNext(frame, session) ? null : AdmissionResult.Drop.SILENTLY;
    }

    // The client of a session that began before this start may have had replies that are not known here: those to
    // reads, which are not in the log. It has one request at a time, so what it sends now is its latest one.
    private static boolean isNext(ByteBuffer frame, Session session) {
        StoredReply last = session.reply();
        int request = frame.getInt(Header.Request.REQUEST);
        return session.isResumed()
                ? Integer.compareUnsigned(request, last.request()) > 0
                : request == last.request() + 1
                        && Bytes.getU128(frame, Header.Request.PARENT).equals(last.context());
    }

    private static boolean isRegister(ByteBuffer frame) {
        return operationCode(frame) == Operation.REGISTER.code();
    }

    static int operationCode(ByteBuffer frame) {
        return Byte.toUnsignedInt(frame.get(Header.Request.OPERATION));
    }
}
