package io.ledgeractors.client.session;

import io.ledgeractors.wire.FrameFault;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one session: what to send, whom to believe, when to try again, what to tell.
 *
 * <p>Inputs are methods; after each of them take all effects by {@link #poll()} and carry them out in order,
 * then arrange for a {@link #tick} at {@link #nextWakeUp()}. An input may come while effects are carried out:
 * its effects join the end. {@code now} is in nanoseconds on a clock that never steps back.
 *
 * <p>The session registers under a random client id, sends one request at a time and repeats it, the same
 * bytes, until its reply comes: for ever, unless it was told when to give up. A new connection is pinged first, so that replies come to it, and
 * gets the request in flight at once. A session ends by itself after the reply to its last number, 2^32 - 1. Source:
 * protocol fact sheet, section 3.
 */
public final class SessionRules {
    private final SessionConfig config;
    private final RandomGenerator random;
    private final Queue<Effect> effects = new ArrayDeque<>();
    private final Replicas replicas;
    private final Frames frames;
    private final States states;
    private final Refusals refusals = new Refusals();

    private @Nullable Flight flight;
    private @Nullable Limits limits;
    private UInt128 parent = UInt128.ZERO;
    private final int firstNumber;
    private int nextNumber;
    private int latencyMicros;
    private long pingAt = Long.MAX_VALUE;

    /** Rules of a session that is not started yet; the client id is taken from {@code random}. */
    public SessionRules(SessionConfig config, RandomGenerator random) {
        this(config, random, 1);
    }

    /** The same with another number of the first request behind the register, unsigned. */
    SessionRules(SessionConfig config, RandomGenerator random, int firstNumber) {
        this.firstNumber = firstNumber;
        this.config = config;
        this.random = random;
        this.replicas = new Replicas(config.addresses(), random, effects);
        this.states = new States(config, replicas, effects);
        this.frames = new Frames(config.cluster(), config.release(), clientId(random));
    }

    /** Begins to connect and to register. */
    public void start(long now) {
        if (states.isFinal()) {
            return;
        }
        pingAt = now + Pace.PING_INTERVAL;
        launch(frames.register(), Operation.REGISTER, now);
        for (int i = 0; i < replicas.count(); i++) {
            replicas.connect(i);
        }
    }

    /** The connection asked for by {@link Effect.Connect} is open. */
    public void opened(int replica, long now) {
        if (replicas.peer(replica).phase == Peer.Phase.CONNECTING && replicas.opened(replica, now)) {
            greet(replica, now);
        }
    }

    /** The connection could not be opened, or ended; {@code cause} is what the system said. */
    public void closed(int replica, String cause, long now) {
        if (!states.isFinal()) {
            replicas.closed(replica, cause, now);
            states.diagnose();
            states.refresh(flight);
        }
    }

    /** What came on the connection cannot be believed: it is closed, and nothing else. */
    public void damaged(int replica, FrameFault fault, long now) {
        drop(replica, fault.toString(), now);
    }

    /** The frame is handed to the system as a whole. */
    public void written(int replica, Frame frame) {
        Peer peer = replicas.peer(replica);
        if (peer.writing == frame) {
            peer.writing = null;
        }
    }

    /** A frame came whose checksums, command, size and cluster are right. Both buffers are lent for the call. */
    public void frame(int replica, ByteBuffer header, ByteBuffer body, long now) {
        if (states.isFinal() || !replicas.peer(replica).isOpen()) {
            return;
        }
        replicas.peer(replica).heardOf();
        if (!Fields.areValid(header)) {
            return;
        }
        switch (Header.command(header, 0)) {
            case Command.PONG_CLIENT -> pong(replica, header, now);
            case Command.REPLY -> reply(replica, header, body, now);
            default -> eviction(replica, header, now);
        }
    }

    /** Time has passed. */
    public void tick(long now) {
        if (states.isFinal()) {
            return;
        }
        for (int i = 0; i < replicas.count(); i++) {
            if (replicas.peer(i).nextWakeUp() <= now) {
                wake(i, now);
            }
        }
        if (flight != null && flight.giveUpAt <= now) {
            giveUp();
            return;
        }
        if (flight != null && flight.deadline <= now) {
            repeat(flight, now);
        }
        if (pingAt <= now) {
            pingAt = now + (isLate() ? Pace.PING_INTERVAL_LATE : Pace.PING_INTERVAL);
            replicas.pingAll(frames, states.session(), now);
        }
    }

    /**
     * Sends a request.
     *
     * @throws IllegalStateException if one is in flight or the session was never registered
     */
    public void submit(Operation operation, Body body, long now) {
        if (flight != null || limits == null) {
            throw new IllegalStateException(
                    limits == null ? "the session is not registered yet" : "a request is in flight");
        }
        if (states.isFinal()) {
            deliver(new Outcome.NotSent("the session has ended: " + states.present()));
            return;
        }
        launch(
                frames.request(replicas.view(), states.session(), parent, nextNumber, operation, body, latencyMicros),
                operation,
                now);
        int replica = replicas.peer(replicas.primary()).isOpen() ? replicas.primary() : replicas.anyOpenBut(-1);
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

    /** The next effect to carry out, null: none is left. */
    public @Nullable Effect poll() {
        return effects.poll();
    }

    /** When {@link #tick} is to be called next, {@link Long#MAX_VALUE}: never. */
    public long nextWakeUp() {
        if (states.isFinal()) {
            return Long.MAX_VALUE;
        }
        long next = flight == null ? pingAt : Math.min(pingAt, flight.wakeUpAt());
        for (int i = 0; i < replicas.count(); i++) {
            next = Math.min(next, replicas.peer(i).nextWakeUp());
        }
        return next;
    }

    /** What the session is doing. */
    public SessionState state() {
        return states.present();
    }

    /** True if a request is in flight, the register too. */
    public boolean isBusy() {
        return flight != null;
    }

    /** What fits into a request, null before the session is registered. */
    public @Nullable Limits limits() {
        return limits;
    }

    /** The id under which the session registers. */
    public UInt128 client() {
        return frames.client();
    }

    private boolean isLate() {
        return flight != null && flight.attempt > 0;
    }

    // --- sending

    private void launch(Frame frame, Operation operation, long now) {
        UInt128 checksum = Header.checksum(frame.header(), 0);
        flight = new Flight(frame, checksum, operation, nextNumber, now, config.giveUpAfter());
    }

    private void greet(int replica, long now) {
        replicas.ping(replica, frames, states.session(), now);
        if (flight != null && (replica == replicas.primary() || !flight.wasSent() || lacksItsHedge(flight))) {
            send(replica);
        }
    }

    private boolean lacksItsHedge(Flight sent) {
        return config.hedgeAlways() && sent.copies == 1;
    }

    /** Sends a second copy to a replica other than this one, if that is wanted from the first copy on. */
    private void hedge(int first) {
        int other = config.hedgeAlways() ? replicas.anyOpenBut(first) : -1;
        if (other >= 0) {
            send(other);
        }
    }

    private void wake(int replica, long now) {
        Peer peer = replicas.peer(replica);
        switch (peer.phase) {
            case WAITING -> replicas.connect(replica);
            case SETTLING -> {
                peer.open(now);
                greet(replica, now);
            }
            case OPEN -> {
                if (peer.silentAt <= now) {
                    peer.silentAt = Long.MAX_VALUE;
                    silent(replica);
                }
                if (peer.deadAt <= now) {
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

    private void repeat(Flight late, long now) {
        late.attempt++;
        if (late.attempt == 1) {
            pingAt = now;
        }
        late.deadline = now + Pace.beforeRepeat(replicas.roundTrip(), late.attempt, random);
        int primary = replicas.primary();
        send(primary);
        int other = replicas.anyOpenBut(primary);
        if (other >= 0) {
            send(other);
        }
        states.refresh(flight);
    }

    private void send(int replica) {
        if (flight != null) {
            replicas.send(replica, flight);
        }
    }

    // --- receiving

    private void pong(int replica, ByteBuffer header, long now) {
        Peer peer = replicas.peer(replica);
        long measured = now - header.getLong(Header.PongClient.PING_TIMESTAMP_MONOTONIC);
        if (measured >= 0) {
            peer.roundTrip = Pace.roundTrip(measured);
        }
        peer.release = Header.release(header, 0);
        adoptView(Header.view(header, 0));
        states.refresh(flight);
    }

    private void reply(int replica, ByteBuffer header, ByteBuffer body, long now) {
        if (!Bytes.getU128(header, Header.Reply.CLIENT).equals(frames.client())
                || ReplyCheck.isStale(header, nextNumber)) {
            return;
        }
        Flight answered = flight;
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
        replicas.peer(replica).distrust = 0;
        land(answered, now);
        adoptView(Header.view(header, 0));
        long timestamp = header.getLong(Header.Reply.TIMESTAMP);
        if (answered.isRegister()) {
            limits = new Limits(body.getInt(0));
            states.registered(header.getLong(Header.Reply.COMMIT), timestamp);
        } else {
            states.refresh(flight);
            deliver(new Outcome.Reply(body, timestamp));
            if (nextNumber == 0) {
                // A number that was used is answered with its old reply, or not at all. Nothing is in flight here.
                String why = "the session has used all its 4294967295 request numbers; open a new one";
                end(new SessionState.Closed(why), why);
            }
        }
    }

    private void adoptView(int view) {
        int before = replicas.primary();
        if (replicas.adopt(view) && replicas.primary() != before) {
            send(replicas.primary());
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
        if (limits != null && Refusals.isOfRequest(reason)) {
            refused(reason, now);
        } else {
            end(new SessionState.Evicted(reason, Header.release(header, 0)), "evicted: " + reason);
        }
    }

    private void refused(EvictionReason reason, long now) {
        Flight refused = flight;
        if (refusals.mayBeStray()) {
            send(replicas.primary());
        } else if (refused != null && refused.wasSent()) {
            refusals.reported(refused.copies);
            land(refused, now);
            states.refresh(null);
            deliver(new Outcome.NotExecuted(reason));
        }
    }

    // --- ending

    /**
     * Nothing is in flight any more; a connection that still holds the lent body gives it back. (The only copy
     * of a request that was answered has been written, even if that was not reported yet.)
     */
    private void land(Flight landed, long now) {
        flight = null;
        if (landed.copies == 1) {
            return;
        }
        for (int i = 0; i < replicas.count(); i++) {
            Peer peer = replicas.peer(i);
            if (peer.writing == landed.frame && peer.writingLent) {
                drop(i, "it takes no bytes, and the request is answered by others", now);
            }
        }
    }

    private void drop(int replica, String why, long now) {
        if (!states.isFinal() && replicas.peer(replica).phase != Peer.Phase.WAITING) {
            effects.add(new Effect.Say("closing the connection to " + replicas.name(replica) + ": " + why, true));
            replicas.peer(replica).distrust++;
            replicas.disconnect(replica, now);
        }
    }

    private void giveUp() {
        String why = "gave up after " + config.giveUpAfter() / 1_000_000 + " ms without a reply";
        end(new SessionState.Closed(why, states.trouble()), why);
    }

    private void end(SessionState last, String why) {
        Flight lost = flight;
        flight = null;
        replicas.end();
        states.changeTo(last);
        if (lost != null && !lost.isRegister()) {
            deliver(lost.wasSent() ? new Outcome.Unknown(why) : new Outcome.NotSent(why));
        }
    }

    private void deliver(Outcome outcome) {
        effects.add(new Effect.Deliver(outcome));
    }

    private static UInt128 clientId(RandomGenerator random) {
        UInt128 id = UInt128.of(random.nextLong(), random.nextLong());
        return id.isZero() ? UInt128.of(1) : id;
    }
}
