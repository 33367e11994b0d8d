package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.embedded.log.Log;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A replica with its log and its clock: every operation is appended to the log and then executed, while the log writes
 * and forces. Only the ledger's thread uses it, except {@link #lackOfCapacity()} and {@link #hasSession}, which any
 * thread may call.
 */
final class LoggedReplica {
    /** Time is reserved so many ns ahead, so that not every read waits for a force. */
    private static final long TIME_AHEAD = TimeUnit.SECONDS.toNanos(1);

    private final Replica replica;
    private final Log log;
    private final Clock clock;
    private final CapacityWatch capacity;

    /**
     * Creates the pair of a recovered replica and its log.
     *
     * @param capacityListener called with the reason when the ledger begins to refuse requests for lack of capacity,
     *     and with null when it has capacity again
     */
    LoggedReplica(Replica replica, Log log, Clock clock, Consumer<@Nullable String> capacityListener) {
        this.replica = replica;
        this.log = log;
        this.clock = clock;
        this.capacity = new CapacityWatch(capacityListener);
    }

    /** Judges a request: header and body in one buffer. */
    AdmissionResult request(ByteBuffer frame) {
        return replica.request(frame, clock.realtimeNanos(), log.durableOp());
    }

    /** Judges a request of which only the header was kept, because its client has no session. */
    AdmissionResult headerOfRequest(ByteBuffer header) {
        return replica.headerOfRequest(header, log.durableOp());
    }

    /** Judges a ping. */
    AdmissionResult ping(ByteBuffer header) {
        return replica.ping(header);
    }

    /** Returns the pong to a ping. */
    ByteBuffer pong(ByteBuffer ping) {
        return replica.pong(ping);
    }

    /** Returns the eviction of a client. */
    ByteBuffer eviction(UInt128 client, EvictionReason reason) {
        return replica.eviction(client, reason);
    }

    /** Returns true if this client has this session. Any thread may call it. */
    boolean hasSession(UInt128 client, long number) {
        return replica.hasSession(client, number);
    }

    /** Returns why a request from inside this JVM cannot be executed, whatever its body contains, or null. */
    @Nullable
    EvictionReason reasonToEvict(Operation operation, ByteBuffer body) {
        return replica.reasonToEvict(operation, body.limit());
    }

    /** Validates the body of a request from inside this JVM; returns null if it is invalid. */
    @Nullable
    ValidatedRequest validate(Operation operation, ByteBuffer body) {
        return replica.validate(operation, body, body.limit());
    }

    /** Reserves capacity for a request from inside this JVM; returns the refusal if there is none, else null. */
    AdmissionResult.@Nullable NoCapacity reserve(ValidatedRequest request) {
        return replica.reserve(request);
    }

    /** Prepares a create operation from inside this JVM at the time of the clock. */
    Prepare local(ValidatedRequest request) {
        return replica.local(request, clock.realtimeNanos());
    }

    /**
     * Executes a create request at the time of the clock and takes it back.
     *
     * @return why it would be refused for lack of capacity, in the words of a real request; null if it was executed
     */
    @Nullable
    String dryRun(ValidatedRequest request, ByteBuffer reply, ByteBuffer accounts) {
        AdmissionResult.NoCapacity refusal = reserve(request);
        if (refusal != null) {
            return refusal.why();
        }
        Prepare prepare = local(request);
        String full = log.lackOfCapacity(new PrepareRecord(prepare).size());
        if (full == null) {
            replica.dryRun(request, prepare.timestamp(), reply, accounts);
        }
        return full;
    }

    /** Executes a request that changes nothing; the reply is lent until the next call. */
    ByteBuffer read(ValidatedRequest request, long timestamp) {
        return replica.read(request, timestamp);
    }

    /**
     * Appends what was prepared last to the log, unless it is a read, and executes it; returns the reply, see
     * {@link Replica#commit}.
     */
    ByteBuffer execute(Prepare prepare) {
        if (prepare.kind() == Prepare.Kind.READ) {
            reserve(prepare.timestamp());
        } else {
            log.append(prepare.op(), new PrepareRecord(prepare));
        }
        return replica.commit(prepare);
    }

    /** Calls back once everything that was executed so far is durable. */
    void whenDurable(DurabilityCallback callback) {
        log.whenDurable(replica.op(), callback);
    }

    /** Returns why the log has no capacity for this operation, which is then refused; null if it has. */
    @Nullable
    String lackOfLogCapacity(Prepare prepare) {
        if (prepare.kind() == Prepare.Kind.READ) {
            return null;
        }
        int bytes = new PrepareRecord(prepare).size();
        String why = log.lackOfCapacity(bytes);
        if (why != null) {
            capacity.refusedByLog(why, bytes, clock.monotonicNanos());
        }
        return why;
    }

    /** Remembers that a request was refused, until there is capacity for it. */
    void refused(AdmissionResult.NoCapacity refusal) {
        capacity.refused(refusal, clock.monotonicNanos());
    }

    /** Returns why requests are refused for lack of capacity, or null. Any thread may call it. */
    @Nullable
    String lackOfCapacity() {
        return capacity.reason();
    }

    /** Checks whether there is capacity again for the refused request. */
    void checkCapacity(long realtime, long monotonic) {
        capacity.check(replica, log, realtime, monotonic);
    }

    /** Returns true if an operation need not wait, see {@link Machine#isReady}. */
    boolean isReady(Operation operation) {
        return replica.isReady(operation);
    }

    /** Does some work that was put off; returns true if more is left, see {@link Machine#catchUp}. */
    boolean catchUp() {
        return replica.catchUp();
    }

    /** Returns the ledger's time, ns since 1970. */
    long lastTimestamp() {
        return replica.lastTimestamp();
    }

    /** Returns when the next pending transfer expires, ns since 1970; {@link Long#MAX_VALUE} if there is none. */
    long nextExpiry() {
        return replica.nextExpiry();
    }

    /** Returns the time of a read from inside this JVM, and moves the ledger's time there. */
    long timeOfRead() {
        long timestamp = replica.tick(clock.realtimeNanos());
        reserve(timestamp);
        return timestamp;
    }

    private void reserve(long timestamp) {
        if (!replica.isReserved(timestamp)) {
            reserveExactly(timestamp + TIME_AHEAD);
        }
    }

    private void reserveExactly(long time) {
        log.reserveTime(time);
        replica.reserved(time);
    }

    /** Takes back the time that is reserved and was not used. Called when the ledger is closed. */
    void releaseTime() {
        long used = replica.lastTimestamp();
        if (log.failure() == null && replica.isReserved(used + 1)) {
            reserveExactly(used);
        }
    }

    /** Expires the pending transfers that are due, as far as there is capacity. */
    void expire() {
        while (log.failure() == null) {
            Prepare pulse = replica.pulse(clock.realtimeNanos());
            if (pulse == null || lackOfLogCapacity(pulse) != null) {
                return; // without capacity the pulse comes later, as soon as there is capacity again
            }
            execute(pulse);
        }
    }
}
