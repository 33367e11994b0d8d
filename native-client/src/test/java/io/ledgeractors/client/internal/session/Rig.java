package io.ledgeractors.client.internal.session;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.FrameFault;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Runs the rules of one session in virtual time. Their effects are recorded, not carried out. */
final class Rig {
    static final UInt128 CLUSTER = UInt128.of(77);
    static final long MILLI = 1_000_000;

    final SessionRules rules;
    final List<SessionEffect> effects = new ArrayList<>();
    long now = 5_000 * MILLI;
    private final OutgoingFrame[] pings;
    private final boolean[] asked;
    private long op;

    Rig(int replicas) {
        this(replicas, Release.CLIENT);
    }

    Rig(int replicas, UnaryOperator<SessionConfig> settings) {
        this(replicas, Release.CLIENT, settings);
    }

    Rig(int replicas, Release release) {
        this(replicas, release, config -> config);
    }

    private Rig(int replicas, Release release, UnaryOperator<SessionConfig> settings) {
        this(replicas, release, settings, 1);
    }

    private Rig(int replicas, Release release, UnaryOperator<SessionConfig> settings, int firstNumber) {
        pings = new OutgoingFrame[replicas];
        asked = new boolean[replicas];
        List<ReplicaAddress> addresses = IntStream.range(0, replicas)
                .mapToObj(i -> new ReplicaAddress("10.0.0." + i, 3000))
                .toList();
        SessionConfig config = new SessionConfig(CLUSTER, addresses, release, "test");
        rules = new SessionRules(settings.apply(config), new Random(42), firstNumber);
    }

    /** Returns a registered session with one replica. */
    static Rig registered() {
        return registered(1);
    }

    /** Returns a registered session that is connected to several replicas. */
    static Rig registered(int replicas) {
        return registered(replicas, config -> config);
    }

    /** Returns the same session with other settings. */
    static Rig registered(int replicas, UnaryOperator<SessionConfig> settings) {
        return registered(new Rig(replicas, settings));
    }

    /** Returns a registered session with one replica, whose first request has this number. */
    static Rig registeredWithFirstNumber(int number) {
        return registered(new Rig(1, Release.CLIENT, config -> config, number));
    }

    private static Rig registered(Rig rig) {
        rig.start();
        for (int i = 0; i < rig.pings.length; i++) {
            rig.open(i);
            rig.pong(i, 0, ServerFrames.RELEASE);
        }
        OutgoingFrame register = rig.lastRequest(0);
        rig.written(0, register);
        rig.replyTo(0, register);
        rig.effects.clear();
        return rig;
    }

    void start() {
        rules.start(now);
        take();
    }

    void open(int replica) {
        rules.opened(replica, now);
        take();
    }

    /** Opens every connection that the rules have asked for since. */
    void openAllAsked() {
        for (int i = 0; i < asked.length; i++) {
            if (asked[i]) {
                asked[i] = false;
                open(i);
            }
        }
    }

    void close(int replica, String cause) {
        rules.closed(replica, cause, now);
        take();
    }

    OutgoingFrame submit(byte... body) {
        rules.submit(Operation.LOOKUP_ACCOUNTS, Body.of(ByteBuffer.wrap(body)), now);
        take();
        return effects(SessionEffect.Send.class)
                .get(effects(SessionEffect.Send.class).size() - 1)
                .frame();
    }

    void submitNothing() {
        rules.submit(Operation.LOOKUP_ACCOUNTS, Body.empty(), now);
        take();
    }

    void damage(int replica) {
        rules.damaged(replica, FrameFault.BODY_CHECKSUM, now);
        take();
    }

    void end(String why) {
        rules.close(why);
        take();
    }

    void written(int replica, OutgoingFrame frame) {
        rules.written(replica, frame);
        take();
    }

    void frame(int replica, ByteBuffer frame) {
        ByteBuffer body = frame.slice(Header.SIZE, frame.limit() - Header.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        rules.frame(replica, frame, body, now);
        take();
    }

    /** Gives the rules a frame in two pieces, as a reader does. */
    void frame(int replica, ByteBuffer header, ByteBuffer body) {
        rules.frame(replica, header, body, now);
        take();
    }

    void pong(int replica, int view, Release release) {
        ServerFrames server = new ServerFrames(CLUSTER, release, view, replica);
        frame(replica, server.pong(lastPing(replica).header()));
    }

    void replyTo(int replica, OutgoingFrame request) {
        replyTo(replica, request, 0);
    }

    void replyTo(int replica, OutgoingFrame request, int view) {
        frame(replica, reply(request, view));
    }

    /** Returns a reply that echoes the body, or opens the session. */
    ByteBuffer reply(OutgoingFrame request, int view) {
        ServerFrames server = ServerFrames.of(CLUSTER).inView(view);
        op++;
        return request.header().get(Header.Request.OPERATION) == Operation.REGISTER.code()
                ? server.registerReply(request.header(), op, Header.BODY_MAX)
                : server.reply(request.header(), op, request.body().bytes());
    }

    void evict(int replica, EvictionReason reason) {
        frame(replica, ServerFrames.of(CLUSTER).eviction(rules.client(), reason));
    }

    /** Lets time pass, and wakes the rules whenever they want it. */
    void pass(long millis) {
        long until = now + millis * MILLI;
        while (rules.nextWakeUp() <= until) {
            now = Math.max(now, rules.nextWakeUp());
            rules.tick(now);
            take();
        }
        now = until;
    }

    <T extends SessionEffect> List<T> effects(Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Outcome> outcomes() {
        return effects(SessionEffect.Deliver.class).stream()
                .map(SessionEffect.Deliver::outcome)
                .toList();
    }

    List<SessionState> states() {
        return effects(SessionEffect.Changed.class).stream()
                .map(SessionEffect.Changed::state)
                .toList();
    }

    /** Returns the frames sent to a replica, such as "ping", "register" and "request 1". */
    List<String> sent(int replica) {
        return effects(SessionEffect.Send.class).stream()
                .filter(send -> send.replica() == replica)
                .map(send -> name(send.frame()))
                .toList();
    }

    OutgoingFrame lastPing(int replica) {
        return pings[replica];
    }

    /** Returns the requests among the frames sent to a replica. */
    List<String> requests(int replica) {
        return sent(replica).stream().filter(name -> !name.equals("ping")).toList();
    }

    OutgoingFrame lastRequest(int replica) {
        return effects(SessionEffect.Send.class).stream()
                .filter(send -> send.replica() == replica && isRequest(send.frame()))
                .map(SessionEffect.Send::frame)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** Returns the request that was sent last, to any replica. */
    OutgoingFrame lastRequest() {
        return effects(SessionEffect.Send.class).stream()
                .map(SessionEffect.Send::frame)
                .filter(Rig::isRequest)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    static String name(OutgoingFrame frame) {
        if (!isRequest(frame)) {
            return "ping";
        }
        int number = frame.header().getInt(Header.Request.REQUEST);
        return number == 0 ? "register" : "request " + number;
    }

    static UInt128 parent(OutgoingFrame request) {
        return Bytes.getU128(request.header(), Header.Request.PARENT);
    }

    private static boolean isRequest(OutgoingFrame frame) {
        return Header.command(frame.header(), 0) == Command.REQUEST;
    }

    private void take() {
        for (SessionEffect effect = rules.poll(); effect != null; effect = rules.poll()) {
            effects.add(effect);
            if (effect instanceof SessionEffect.Connect connect) {
                asked[connect.replica()] = true;
            } else if (effect instanceof SessionEffect.Disconnect disconnect) {
                asked[disconnect.replica()] = false;
            }
            if (effect instanceof SessionEffect.Send send && !isRequest(send.frame())) {
                pings[send.replica()] = send.frame();
            }
        }
    }
}
