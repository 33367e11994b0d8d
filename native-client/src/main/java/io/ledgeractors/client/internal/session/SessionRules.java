package io.ledgeractors.client.internal.session;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.FrameFault;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one session: what to send, which frames to accept, when to repeat and what to report.
 *
 * <p>Inputs are method calls. After each of them, take all effects by {@link #poll()} and carry them out in order. Then
 * arrange a {@link #tick} at {@link #nextWakeUp()}. An input may come while effects are carried out, because its
 * effects are appended. {@code now} is in nanoseconds on a clock that never steps back.
 *
 * <p>The session registers under a random client id. It sends one request at a time and repeats the same bytes until
 * the reply comes, without end unless the configuration limits the time. A new connection gets a ping first, so that
 * replies are sent to it, and then the request in flight. A session ends by itself after the reply to its last request
 * number, 2^32 - 1. Source: protocol fact sheet, section 3.
 *
 * <p>The parameter {@code replica} of inputs and effects is a place of the list of addresses. Pongs tell which replica
 * answers there, and requests go to the place where the primary answers.
 */
public final class SessionRules {
    private final SessionConfig config;
    private final RandomGenerator random;
    private final Queue<SessionEffect> effects = new ArrayDeque<>();
    private final ReplicaConnections replicas;
    private final ClientFrames frames;
    private final StateTracker states;
    private final StrayRefusals refusals = new StrayRefusals();

    private @Nullable UnansweredRequest inFlight;
    private @Nullable Limits limits;
    private UInt128 parent = UInt128.ZERO;
    private final int firstNumber;
    private int nextNumber;
    private int latencyMicros;
    private long pingAt = Long.MAX_VALUE;

    /** Creates the rules of a session that is not started yet. The client id is taken from {@code random}. */
    public SessionRules(SessionConfig config, RandomGenerator random) {
        this(config, random, 1);
    }

    /** Creates rules whose first request after the register has another number, unsigned. */
    SessionRules(SessionConfig config, RandomGenerator random, int firstNumber) {
        this.firstNumber = firstNumber;
        this.config = config;
        this.random = random;
        this.replicas = new ReplicaConnections(config.addresses(), random, effects);
        this.states = new StateTracker(config, replicas, effects);
        this.frames = new ClientFrames(config.cluster(), config.release(), clientId(random));
    }

    /** Starts to connect and to register. */
    public void start(long now) {
        if (states.isFinal()) {
            return;
        }
        pingAt = nextPing(now);
        begin(frames.register(), Operation.REGISTER, now);
        for (int i = 0; i < replicas.count(); i++) {
            replicas.connect(i);
        }
    }

    /** Takes note that the connection asked for by {@link SessionEffect.Connect} is open. */
    public void opened(int replica, long now) {
        if (replicas.connection(replica).phase == ReplicaConnection.Phase.CONNECTING && replicas.opened(replica, now)) {
            startUsing(replica, now);
        }
    }

    /** Takes note that the connection could not be opened, or ended. {@code cause} is the system's text. */
    public void closed(int replica, String cause, long now) {
        if (!states.isFinal()) {
            replicas.closed(replica, cause, now);
            states.diagnose();
            states.refresh(inFlight);
        }
    }

    /** Takes note that bytes with a fault came on the connection. The connection is closed and nothing else. */
    public void damaged(int replica, FrameFault fault, long now) {
        drop(replica, fault.toString(), now);
    }

    /** Takes note that the whole frame was handed to the operating system. */
    public void written(int replica, OutgoingFrame frame) {
        ReplicaConnection connection = replicas.connection(replica);
        if (connection.writing == frame) {
            connection.writing = null;
        }
    }

    /** Takes a frame whose checksums, command, size and cluster are right. Both buffers are lent for the call. */
    public void frame(int replica, ByteBuffer header, ByteBuffer body, long now) {
        if (states.isFinal() || !replicas.connection(replica).isOpen()) {
            return;
        }
        replicas.connection(replica).heardFrom();
        if (!ReservedFields.areValid(header)) {
            return;
        }
        switch (Header.command(header, 0)) {
            case Command.PONG_CLIENT -> pong(replica, header, now);
            case Command.REPLY -> reply(replica, header, body, now);
            default -> eviction(replica, header, now);
        }
    }

    /** Carries out what is due at {@code now}. */
    public void tick(long now) {
        if (states.isFinal()) {
            return;
        }
        for (int i = 0; i < replicas.count(); i++) {
            if (replicas.connection(i).nextWakeUp() <= now) {
                carryOutDue(i, now);
            }
        }
        replicas.order().tick(now);
        if (inFlight != null && inFlight.giveUpAt <= now) {
            giveUp();
            return;
        }
        if (inFlight != null && inFlight.deadline <= now) {
            repeat(inFlight, now);
        }
        if (pingAt <= now) {
            pingAt = nextPing(now);
            replicas.pingAll(frames, states.session(), now);
        }
    }

    /**
     * Sends a request.
     *
     * @throws IllegalStateException if one is in flight or the session was never registered
     */
    public void submit(Operation operation, Body body, long now) {
        if (inFlight != null || limits == null) {
            throw new IllegalStateException(
                    limits == null ? "the session is not registered yet" : "a request is in flight");
        }
        if (states.isFinal()) {
            deliver(new Outcome.NotSent("the session has ended: " + states.present()));
            return;
        }
        begin(
                frames.request(replicas.view(), states.session(), parent, nextNumber, operation, body, latencyMicros),
                operation,
                now);
        int primary = replicas.primaryPlace();
        int replica = replicas.connection(primary).isOpen() ? primary : replicas.anyOpenBut(-1);
        if (replica >= 0) {
            send(replica);
            hedge(replica);
        }
    }

    /** Ends the session. */
    public void close(String why) {
        if (!states.isFinal()) {
            end(new SessionState.Closed(why), why);
        }
    }

    /** Returns the next effect to carry out, or null if none is left. */
    public @Nullable SessionEffect poll() {
        return effects.poll();
    }

    /** Returns the time of the next {@link #tick}, {@link Long#MAX_VALUE} for never. */
    public long nextWakeUp() {
        if (states.isFinal()) {
            return Long.MAX_VALUE;
        }
        long next = Math.min(pingAt, replicas.order().nextWakeUp());
        next = inFlight == null ? next : Math.min(next, inFlight.wakeUpAt());
        for (int i = 0; i < replicas.count(); i++) {
            next = Math.min(next, replicas.connection(i).nextWakeUp());
        }
        return next;
    }

    /** Returns the state of the session. */
    public SessionState state() {
        return states.present();
    }

    /** Returns true if a request is in flight, which may be the register. */
    public boolean isBusy() {
        return inFlight != null;
    }

    /** Returns the limits of a request, or null before the session is registered. */
    public @Nullable Limits limits() {
        return limits;
    }

    /** Returns the id under which the session registers. */
    public UInt128 client() {
        return frames.client();
    }

    private long nextPing(long now) {
        long interval = isLate() ? SessionTimings.PING_INTERVAL_LATE : config.pingInterval();
        return interval == SessionConfig.NEVER ? Long.MAX_VALUE : now + interval;
    }

    private boolean isLate() {
        return inFlight != null && inFlight.attempt > 0;
    }

    // --- sending

    private void begin(OutgoingFrame frame, Operation operation, long now) {
        UInt128 checksum = Header.checksum(frame.header(), 0);
        inFlight = new UnansweredRequest(frame, checksum, operation, nextNumber, now, config.giveUpAfter());
    }

    private void startUsing(int replica, long now) {
        replicas.ping(replica, frames, states.session(), now);
        if (inFlight != null
                && (replica == replicas.primaryPlace() || !inFlight.wasSent() || lacksItsHedge(inFlight))) {
            send(replica);
        }
    }

    private boolean lacksItsHedge(UnansweredRequest sent) {
        return config.hedgeAlways() && sent.copies == 1;
    }

    /** Sends a second copy to another replica, if the session hedges the first copy. */
    private void hedge(int first) {
        int other = config.hedgeAlways() ? replicas.anyOpenBut(first) : -1;
        if (other >= 0) {
            send(other);
        }
    }

    private void carryOutDue(int replica, long now) {
        ReplicaConnection connection = replicas.connection(replica);
        switch (connection.phase) {
            case WAITING -> replicas.connect(replica);
            case WATCHED -> {
                connection.open(now);
                startUsing(replica, now);
            }
            case OPEN -> {
                if (connection.silentAt <= now) {
                    connection.silentAt = Long.MAX_VALUE;
                    silent(replica);
                }
                if (connection.deadAt <= now) {
                    drop(replica, "no pong came", now);
                }
            }
            case CONNECTING -> throw new IllegalStateException("nothing is due while connecting");
        }
    }

    private void silent(int replica) {
        if (limits == null) {
            replicas.silent(replica);
            states.diagnose();
        }
    }

    private void repeat(UnansweredRequest late, long now) {
        late.attempt++;
        if (late.attempt == 1) {
            pingAt = now;
        }
        late.deadline = now + SessionTimings.beforeRepeat(replicas.roundTrip(), late.attempt, random);
        int primary = replicas.primaryPlace();
        send(primary);
        int other = replicas.anyOpenBut(primary);
        if (other >= 0) {
            send(other);
        }
        states.refresh(inFlight);
    }

    private void send(int replica) {
        if (inFlight != null) {
            replicas.send(replica, inFlight);
        }
    }

    // --- receiving

    private void pong(int replica, ByteBuffer header, long now) {
        ReplicaConnection connection = replicas.connection(replica);
        long measured = now - header.getLong(Header.PongClient.PING_TIMESTAMP_MONOTONIC);
        if (measured >= 0) {
            connection.roundTrip = SessionTimings.roundTrip(measured);
        }
        connection.release = Header.release(header, 0);
        int before = replicas.primaryPlace();
        replicas.identified(replica, Header.replica(header, 0), now);
        followPrimary(before, Header.view(header, 0));
        states.refresh(inFlight);
    }

    private void reply(int replica, ByteBuffer header, ByteBuffer body, long now) {
        if (!Bytes.getU128(header, Header.Reply.CLIENT).equals(frames.client())
                || ReplyCheck.isStale(header, nextNumber)) {
            return;
        }
        UnansweredRequest answered = inFlight;
        String fault = ReplyCheck.fault(header, answered, frames.release());
        if (fault == null && answered != null && answered.isRegister()) {
            fault = ReplyCheck.faultOfLimit(body);
        }
        if (fault != null || answered == null) {
            drop(replica, "broken server: " + fault, now);
            return;
        }
        parent = Bytes.getU128(header, Header.Reply.CONTEXT);
        latencyMicros = (int) Math.min(0xffff_ffffL, (now - answered.since) / 1_000);
        nextNumber = answered.isRegister() ? firstNumber : nextNumber + 1;
        replicas.connection(replica).consecutiveBadConnections = 0;
        requestEnded(answered, now);
        replicas.order().exists(Header.replica(header, 0), now);
        replicas.adopt(Header.view(header, 0));
        // A reply names the replica that prepared it. It did so in the view of the reply if the session knew that view
        // before it sent the request; otherwise a later primary may repeat the reply.
        if (Header.view(header, 0) == Header.view(answered.frame.header(), 0)) {
            replicas.order().isPrimary(Header.replica(header, 0), Header.view(header, 0), now);
        }
        long timestamp = header.getLong(Header.Reply.TIMESTAMP);
        if (answered.isRegister()) {
            limits = new Limits(body.getInt(0));
            states.registered(header.getLong(Header.Reply.COMMIT), timestamp);
        } else {
            states.refresh(inFlight);
            deliver(new Outcome.Reply(body, timestamp));
            if (nextNumber == 0) {
                // The server answers a used request number with its old reply, or not at all. No request is in flight
                // here.
                String why = "the session has used all its 4294967295 request numbers; open a new one";
                end(new SessionState.Closed(why), why);
            }
        }
    }

    /** Adopts the view, and sends the request in flight to the primary if it is not where it was before. */
    private void followPrimary(int before, int view) {
        replicas.adopt(view);
        if (replicas.primaryPlace() != before) {
            send(replicas.primaryPlace());
        }
    }

    private void eviction(int replica, ByteBuffer header, long now) {
        int code = Byte.toUnsignedInt(header.get(Header.Eviction.REASON));
        if (!Bytes.getU128(header, Header.Eviction.CLIENT).equals(frames.client())
                || Integer.compareUnsigned(Header.view(header, 0), replicas.view()) < 0) {
            return;
        }
        if (code < 1 || code > EvictionReason.values().length) {
            drop(replica, "broken server: an eviction with the unknown reason " + code, now);
            return;
        }
        EvictionReason reason = EvictionReason.ofCode(code);
        if (limits != null && StrayRefusals.isOfRequest(reason)) {
            refused(reason, now);
        } else {
            end(new SessionState.Evicted(reason, Header.release(header, 0)), "evicted: " + reason);
        }
    }

    private void refused(EvictionReason reason, long now) {
        UnansweredRequest refused = inFlight;
        if (refusals.mayBeStray()) {
            send(replicas.primaryPlace());
        } else if (refused != null && refused.wasSent()) {
            refusals.reported(refused.copies);
            requestEnded(refused, now);
            states.refresh(null);
            deliver(new Outcome.NotExecuted(reason));
        }
    }

    // --- ending

    /**
     * Ends the request in flight and closes each connection that still writes its lent body, so that the body is free.
     * The only copy of a request that was answered has been written, even if that was not reported yet.
     */
    private void requestEnded(UnansweredRequest ended, long now) {
        inFlight = null;
        if (ended.copies == 1) {
            return;
        }
        for (int i = 0; i < replicas.count(); i++) {
            ReplicaConnection connection = replicas.connection(i);
            if (connection.writing == ended.frame && connection.writingLent) {
                drop(i, "it takes no bytes, and another replica has answered the request", now);
            }
        }
    }

    private void drop(int replica, String why, long now) {
        if (!states.isFinal() && replicas.connection(replica).phase != ReplicaConnection.Phase.WAITING) {
            effects.add(
                    new SessionEffect.Say("closing the connection to " + replicas.name(replica) + ": " + why, true));
            replicas.connection(replica).consecutiveBadConnections++;
            replicas.disconnect(replica, now);
        }
    }

    private void giveUp() {
        String why = "gave up after " + config.giveUpAfter() / 1_000_000 + " ms without a reply";
        end(new SessionState.Closed(why, states.trouble()), why);
    }

    private void end(SessionState last, String why) {
        UnansweredRequest lost = inFlight;
        inFlight = null;
        replicas.disconnectAll();
        states.changeTo(last);
        if (lost != null && !lost.isRegister()) {
            deliver(lost.wasSent() ? new Outcome.Unknown(why) : new Outcome.NotSent(why));
        }
    }

    private void deliver(Outcome outcome) {
        effects.add(new SessionEffect.Deliver(outcome));
    }

    private static UInt128 clientId(RandomGenerator random) {
        UInt128 id = UInt128.of(random.nextLong(), random.nextLong());
        return id.isZero() ? UInt128.of(1) : id;
    }
}
