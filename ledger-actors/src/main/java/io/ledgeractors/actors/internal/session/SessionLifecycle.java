package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.internal.batching.BatcherCore;
import io.ledgeractors.actors.internal.batching.EvictionMonitor;
import io.ledgeractors.actors.internal.batching.SessionInfo;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.session.Backoff;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Retries;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.EvictionReason;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * Opens the batcher's sessions one after another, with a wait between them, and tells the rules what becomes of each.
 * Runs on the batcher's thread only.
 */
final class SessionLifecycle {
    /** A session that lived for a minute was healthy, so the next wait is the shortest one again. */
    private static final long STEADY_NANOS = 60_000_000_000L;

    /** Other nodes' gateways come and go, and asking one of them costs little, so the wait before the next is short. */
    private static final Duration GATEWAY_WAIT_MAX = Duration.ofSeconds(1);

    private final ActorContext<BatcherMessage> context;
    private final ActorRef<BatcherMessage> self;
    private final BatcherShell.Dependencies dependencies;
    private final BatcherCore<EncodedAsk> core;
    private final StateWatchers watchers;
    private final Retries retries;
    private final EvictionMonitor evictionMonitor = new EvictionMonitor();

    private @Nullable LedgerSession session;
    private long sessionNumber;
    private boolean wasRegistered;
    private boolean isOver;
    private boolean isClosing;

    SessionLifecycle(
            ActorContext<BatcherMessage> context,
            BatcherShell.Dependencies dependencies,
            BatcherCore<EncodedAsk> core,
            StateWatchers watchers) {
        this.context = context;
        this.self = context.getSelf();
        this.dependencies = dependencies;
        this.core = core;
        this.watchers = watchers;
        this.retries = new Retries(
                Backoff.between(dependencies.minBackoff(), dependencies.maxBackoff()), dependencies.random());
    }

    /** Returns the newest session. */
    LedgerSession present() {
        return Objects.requireNonNull(session);
    }

    /** Handles a new state of a session. */
    void changed(long number, SessionState state) {
        if (number == sessionNumber) {
            if (isTheLast(state)) {
                // A watcher that is told of the end must find that the ledger is not alive any more.
                dependencies.status().setDead();
            }
            publish(named(state));
            follow(state);
        }
    }

    // A session cannot know whether its user or the end of the actor system closes it.
    private SessionState named(SessionState state) {
        String systemEnd = dependencies.status().systemEnd();
        return isClosing
                        && systemEnd != null
                        && state instanceof SessionState.Closed closed
                        && closed.gaveUpIn() == null
                ? new SessionState.Closed(systemEnd)
                : state;
    }

    /** Opens a new session in place of session {@code number}, which has ended. */
    void reconnect(long number) {
        if (number == sessionNumber && !isOver) {
            open();
        }
    }

    /** Tells the rules that session {@code number} takes requests again, now or later, if it still lives. */
    void resume(long number) {
        LedgerSession present = session;
        if (number != sessionNumber || present == null || isOver) {
            return;
        }
        SessionState state = present.state();
        SessionState.Registered registered = SessionStates.registered(state);
        if (registered != null) {
            registered(opened(present, registered));
        } else if (!isFinal(state)) {
            // A session through a gateway is not ready while the gateway has none.
            resumeLater();
        }
    }

    private void registered(SessionInfo info) {
        core.registered(info, dependencies.clock().monotonicNanos());
        dependencies.status().setNewestTimestamp(core.lastTimestamp());
    }

    /** Looks at the state of the session after a while, because a request of it was not executed or is lost. */
    void resumeLater() {
        // A session that was never registered, or has ended, reports a new state by itself.
        if (wasRegistered) {
            later(dependencies.minBackoff(), new SessionMessage.Resume(sessionNumber));
        }
    }

    /** Lets no session follow the present one. */
    void stopReopening() {
        isOver = true;
    }

    /** Closes the present session, if there is one. */
    CompletionStage<?> closeSession() {
        isClosing = true;
        LedgerSession present = session;
        return present == null ? CompletableFuture.completedFuture(null) : present.close();
    }

    /** Opens the next session. */
    void open() {
        sessionNumber++;
        wasRegistered = false;
        long number = sessionNumber;
        try {
            LedgerSession opened = dependencies.connection().newSession();
            session = opened;
            opened.start(state -> self.tell(new SessionMessage.StateChanged(number, state)));
        } catch (RuntimeException failure) {
            context.getLog().error("No session can be opened.", failure);
            String message = "no session with the ledger can be opened: " + failure.getMessage();
            dependencies.status().setDead();
            publish(new SessionState.Closed(message));
            endForGood(message);
        }
    }

    private void follow(SessionState state) {
        LedgerSession present = session;
        if (isOver || present == null) {
            return;
        }
        SessionState.Registered registered = SessionStates.registered(state);
        if (registered != null && !wasRegistered) {
            wasRegistered = true;
            retries.succeeded(dependencies.clock().monotonicNanos());
            registered(opened(present, registered));
        } else if (state instanceof SessionState.Evicted evicted && isWrongRelease(evicted.reason())) {
            endForGood(SessionStates.describe(evicted));
            present.close();
        } else if (state instanceof SessionState.Closed
                && !dependencies.connection().mayReopen()) {
            endForGood(SessionStates.describe(state));
        } else if (isFinal(state)) {
            core.suspended();
            if (state instanceof SessionState.Evicted evicted && evicted.reason() == EvictionReason.NO_SESSION) {
                countEviction();
            } else if (state instanceof SessionState.Closed closed && closed.gaveUpIn() != null && !wasRegistered) {
                // Two sessions got no answer, or the ledger was never reachable. So asks need not wait any longer.
                core.refuseUnsent(SessionStates.describe(closed));
            }
            present.close();
            Duration wait = Duration.ofNanos(retries.failed(dependencies.clock().monotonicNanos(), STEADY_NANOS));
            boolean isShort = state instanceof SessionState.GatewayLost && wait.compareTo(GATEWAY_WAIT_MAX) > 0;
            later(isShort ? GATEWAY_WAIT_MAX : wait, new SessionMessage.Reconnect(sessionNumber));
        }
    }

    private void later(Duration wait, SessionMessage message) {
        Alarms alarms = dependencies.alarms();
        if (alarms == null) {
            context.scheduleOnce(wait, self, message);
        } else {
            alarms.set(wait.toNanos(), Alarms.Task.of(() -> self.tell(message)));
        }
    }

    private void countEviction() {
        int evictions = evictionMonitor.evicted(dependencies.clock().monotonicNanos());
        if (evictions > 0) {
            dependencies.status().setCrowded(evictionMonitor.until());
            SessionState crowded = new SessionState.Crowded(evictions);
            context.getLog().warn("Ledger: {}", SessionStates.describe(crowded));
            publish(crowded);
        }
    }

    /** Refuses every ask from now on, because there will be no session any more. */
    void endForGood(String message) {
        context.getLog().error("Every ask is refused from now on: {}", message);
        dependencies.status().setDead();
        isOver = true;
        core.refuseAll(Refusal.UNAVAILABLE, message);
    }

    private void publish(SessionState state) {
        SessionState before = dependencies.status().state();
        LedgerSession present = session;
        if (state.isRegistered() && present != null) {
            // The limits come before the state, so that a reader that sees an open session finds its limits.
            dependencies.status().setLimits(present.limits());
        }
        dependencies.status().setState(state);
        dependencies.recorder().sessionChanged(state);
        watchers.tell(state);
        if (!before.getClass().equals(state.getClass())) {
            // The session itself logs what is worth a warning.
            context.getLog().debug("Ledger: {}", SessionStates.describe(state));
        }
    }

    private static SessionInfo opened(LedgerSession session, SessionState.Registered registered) {
        return new SessionInfo(session.limits(), registered.session(), registered.registerTimestamp());
    }

    /** Returns true for the end of a session that no other one follows. */
    private boolean isTheLast(SessionState state) {
        return !isOver
                && (state instanceof SessionState.Evicted evicted && isWrongRelease(evicted.reason())
                        || state instanceof SessionState.Closed
                                && !dependencies.connection().mayReopen());
    }

    private static boolean isFinal(SessionState state) {
        return state instanceof SessionState.Evicted
                || state instanceof SessionState.Closed
                || state instanceof SessionState.GatewayLost;
    }

    private static boolean isWrongRelease(EvictionReason reason) {
        return reason == EvictionReason.CLIENT_RELEASE_TOO_LOW || reason == EvictionReason.CLIENT_RELEASE_TOO_HIGH;
    }
}
