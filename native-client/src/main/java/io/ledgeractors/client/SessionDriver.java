package io.ledgeractors.client;

import io.ledgeractors.wire.FrameReader;
import io.ledgeractors.client.session.Effect;
import io.ledgeractors.client.session.Frame;
import io.ledgeractors.client.session.SessionConfig;
import io.ledgeractors.client.session.SessionRules;
import io.ledgeractors.client.transport.SessionLoop;
import io.ledgeractors.client.transport.Sockets;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Feeds the rules with what the sockets bring and carries out what they want; all on the loop's thread. */
final class SessionDriver implements Sockets.Events {
    private static final Logger LOG = LoggerFactory.getLogger(NativeSession.class);

    private static final long CLOSE_LIMIT_NANOS = 2_000_000_000;
    private static final long AFTER_FAILURE_NANOS = 1_000_000_000;

    private final SessionLoop loop;
    private final Clock clock;
    private final Consumer<SessionState> states;
    private final Consumer<Outcome> outcomes;
    private final SessionRules rules;
    private final Sockets sockets;
    private final FrameReader[] readers;
    private long wakeUpAt = Long.MAX_VALUE;
    private @Nullable Runnable cancelWakeUp;
    private boolean carryingOut;

    SessionDriver(
            ClientSettings settings,
            SessionLoop loop,
            Clock clock,
            RandomGenerator random,
            Consumer<SessionState> states,
            Consumer<Outcome> outcomes) {
        this.loop = loop;
        this.clock = clock;
        this.states = states;
        this.outcomes = outcomes;
        this.rules = new SessionRules(
                new SessionConfig(
                        settings.cluster(),
                        settings.addresses(),
                        settings.release(),
                        loop.kind().label(),
                        settings.hedge() == Hedge.ALWAYS,
                        settings.giveUpAfter().map(Duration::toNanos).orElse(SessionConfig.NEVER)),
                random);
        this.sockets = new Sockets(
                loop, settings.addresses(), (int) settings.connectTimeout().toMillis(), this);
        this.readers = new FrameReader[settings.addresses().size()];
        Arrays.setAll(readers, i -> FrameReader.keepingAll(settings.cluster()));
    }

    SessionRules rules() {
        return rules;
    }

    void start() {
        rules.start(clock.monotonicNanos());
        carryOut();
    }

    void submit(Operation operation, Body body) {
        try {
            rules.submit(operation, body, clock.monotonicNanos());
        } catch (RuntimeException | Error failure) {
            LOG.error("a request cannot be built", failure);
            if (!rules.isBusy()) {
                outcomes.accept(new Outcome.NotSent("the request cannot be built: " + failure));
            }
        }
        carryOut();
    }

    /** Ends the session, its connections and then the loop. */
    void close(String why) {
        rules.close(why);
        carryOut();
        sockets.end(loop::shutdown);
        loop.schedule(loop::shutdown, CLOSE_LIMIT_NANOS);
    }

    @Override
    public void opened(int replica) {
        readers[replica].reset();
        rules.opened(replica, clock.monotonicNanos());
        carryOut();
    }

    @Override
    public void received(int replica, ByteBuffer bytes) {
        FrameReader reader = readers[replica];
        FrameReader.Result result = reader.read(bytes);
        while (result == FrameReader.Result.FRAME && sockets.isOpen(replica)) {
            rules.frame(replica, reader.header(), reader.body(), clock.monotonicNanos());
            carryOut();
            result = reader.read(bytes);
        }
        if (result == FrameReader.Result.FAULT) {
            rules.damaged(replica, reader.fault(), clock.monotonicNanos());
            carryOut();
        }
    }

    @Override
    public void closed(int replica, String cause) {
        rules.closed(replica, cause, clock.monotonicNanos());
        carryOut();
    }

    private void written(int replica, Frame frame) {
        rules.written(replica, frame);
        carryOut();
    }

    // What is due stays due when the rules throw: it is tried again, but not at once and for ever.
    private void wakeUp() {
        wakeUpAt = Long.MAX_VALUE;
        cancelWakeUp = null;
        try {
            rules.tick(clock.monotonicNanos());
        } catch (RuntimeException | Error failure) {
            LOG.error("what was due cannot be done; it is tried again in a second", failure);
            wakeUpIn(AFTER_FAILURE_NANOS, Long.MIN_VALUE);
        }
        carryOut();
    }

    // An effect may bring the next input at once (a handler submits): its effects join the end of the queue.
    private void carryOut() {
        if (carryingOut) {
            return;
        }
        carryingOut = true;
        try {
            for (Effect effect = rules.poll(); effect != null; effect = rules.poll()) {
                carryOut(effect);
            }
        } finally {
            carryingOut = false;
            try {
                sockets.flush();
            } finally {
                planWakeUp();
            }
        }
    }

    // A frame that cannot be written, most likely for want of memory, is repeated on a new connection.
    private void send(Effect.Send send) {
        Frame frame = send.frame();
        try {
            sockets.write(
                    send.replica(),
                    frame.header(),
                    frame.body().bytes(),
                    !send.lent(),
                    () -> written(send.replica(), frame));
        } catch (RuntimeException | Error failure) {
            LOG.error("a frame cannot be written; its connection is closed and made again", failure);
            sockets.close(send.replica());
            rules.closed(send.replica(), "a frame cannot be written: " + failure, clock.monotonicNanos());
        }
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Send send) {
            send(send);
        } else if (effect instanceof Effect.Deliver deliver) {
            outcomes.accept(deliver.outcome());
        } else if (effect instanceof Effect.Changed changed) {
            states.accept(changed.state());
        } else if (effect instanceof Effect.Connect connect) {
            sockets.connect(connect.replica());
        } else if (effect instanceof Effect.Disconnect disconnect) {
            sockets.close(disconnect.replica());
        } else if (effect instanceof Effect.Say say) {
            LOG.atLevel(say.serious() ? Level.WARN : Level.INFO).log(say.text());
        }
    }

    // One timer, moved only to an earlier time: each request has a deadline, and nearly none is reached.
    private void planWakeUp() {
        long next = rules.nextWakeUp();
        if (next >= wakeUpAt) {
            return;
        }
        if (cancelWakeUp != null) {
            cancelWakeUp.run();
        }
        wakeUpIn(Math.max(0, next - clock.monotonicNanos()), next);
    }

    private void wakeUpIn(long delay, long at) {
        wakeUpAt = at;
        cancelWakeUp = loop.schedule(this::wakeUp, delay);
    }
}
