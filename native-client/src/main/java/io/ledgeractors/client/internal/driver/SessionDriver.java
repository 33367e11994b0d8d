package io.ledgeractors.client.internal.driver;

import io.ledgeractors.client.internal.session.OutgoingFrame;
import io.ledgeractors.client.internal.session.SessionConfig;
import io.ledgeractors.client.internal.session.SessionEffect;
import io.ledgeractors.client.internal.session.SessionRules;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.FrameReader;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Feeds the rules with the events of the links and carries out their effects. Runs on the thread of the session. */
final class SessionDriver implements SessionLinks.Events {
    private static final long CLOSE_LIMIT_NANOS = 2_000_000_000;
    private static final long AFTER_FAILURE_NANOS = 1_000_000_000;

    private final SessionThread thread;
    private final Clock clock;
    private final Logger log;
    private final Consumer<SessionState> states;
    private final Consumer<Outcome> outcomes;
    private final SessionRules rules;
    private final SessionLinks links;
    private final FrameReader[] readers;
    private long wakeUpAt = Long.MAX_VALUE;
    private @Nullable Runnable cancelWakeUp;
    private boolean carryingOut;

    /**
     * Creates a driver that is not started.
     *
     * @param config cluster, replicas and habits of the session
     * @param thread the thread of the session
     * @param links makes the connections, whose events it gets
     * @param clock clock of the rules
     * @param random randomness of the rules
     * @param log takes what the rules say, and failures
     * @param states called with each new state
     * @param outcomes called with the outcome of each request
     */
    SessionDriver(
            SessionConfig config,
            SessionThread thread,
            Function<SessionLinks.Events, SessionLinks> links,
            Clock clock,
            RandomGenerator random,
            Logger log,
            Consumer<SessionState> states,
            Consumer<Outcome> outcomes) {
        this.thread = thread;
        this.clock = clock;
        this.log = log;
        this.states = states;
        this.outcomes = outcomes;
        this.rules = new SessionRules(config, random);
        this.readers = new FrameReader[config.addresses().size()];
        Arrays.setAll(readers, i -> FrameReader.keepingAll(config.cluster()));
        this.links = links.apply(this);
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
            log.error("a request cannot be built", failure);
            if (!rules.isBusy()) {
                outcomes.accept(new Outcome.NotSent("the request cannot be built: " + failure));
            }
        }
        carryOut();
    }

    /** Closes the session, its connections and then the thread. */
    void close(String why) {
        rules.close(why);
        carryOut();
        links.closeAll(thread::shutdown);
        thread.schedule(thread::shutdown, CLOSE_LIMIT_NANOS);
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
        while (result == FrameReader.Result.FRAME && links.isOpen(replica)) {
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

    private void written(int replica, OutgoingFrame frame) {
        rules.written(replica, frame);
        carryOut();
    }

    // If the rules throw, the work that is due stays due. It is tried again after a second, so that the loop does not
    // spin.
    private void wakeUp() {
        wakeUpAt = Long.MAX_VALUE;
        cancelWakeUp = null;
        try {
            rules.tick(clock.monotonicNanos());
        } catch (RuntimeException | Error failure) {
            log.error("the work that was due failed; it is tried again in a second", failure);
            wakeUpIn(AFTER_FAILURE_NANOS, Long.MIN_VALUE);
        }
        carryOut();
    }

    // An effect may cause the next input at once, because a handler may submit. Its effects are appended to the queue.
    private void carryOut() {
        if (carryingOut) {
            return;
        }
        carryingOut = true;
        try {
            for (SessionEffect effect = rules.poll(); effect != null; effect = rules.poll()) {
                carryOut(effect);
            }
        } finally {
            carryingOut = false;
            try {
                links.flush();
            } finally {
                planWakeUp();
            }
        }
    }

    // A frame that cannot be written, most likely because memory is short, is repeated on a new connection.
    private void send(SessionEffect.Send send) {
        OutgoingFrame frame = send.frame();
        try {
            links.write(
                    send.replica(),
                    frame.header(),
                    frame.body().bytes(),
                    !send.lent(),
                    () -> written(send.replica(), frame));
        } catch (RuntimeException | Error failure) {
            log.error("a frame cannot be written; its connection is closed and made again", failure);
            links.close(send.replica());
            rules.closed(send.replica(), "a frame cannot be written: " + failure, clock.monotonicNanos());
        }
    }

    private void carryOut(SessionEffect effect) {
        if (effect instanceof SessionEffect.Send send) {
            send(send);
        } else if (effect instanceof SessionEffect.Deliver deliver) {
            outcomes.accept(deliver.outcome());
        } else if (effect instanceof SessionEffect.Changed changed) {
            states.accept(changed.state());
        } else if (effect instanceof SessionEffect.Connect connect) {
            links.connect(connect.replica());
        } else if (effect instanceof SessionEffect.Disconnect disconnect) {
            links.close(disconnect.replica());
        } else if (effect instanceof SessionEffect.Say say) {
            log.atLevel(say.serious() ? Level.WARN : Level.INFO).log(say.text());
        }
    }

    // One timer serves all deadlines and only moves to an earlier time, because almost no request reaches its deadline.
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
        cancelWakeUp = thread.schedule(this::wakeUp, delay);
    }
}
