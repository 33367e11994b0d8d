package io.ledgeractors.actors;

import io.ledgeractors.actors.LedgerBatcher.Command;
import io.ledgeractors.actors.LedgerBatcher.Submit;
import io.ledgeractors.actors.batcher.Backoff;
import io.ledgeractors.actors.batcher.BatcherCore;
import io.ledgeractors.actors.batcher.Crowd;
import io.ledgeractors.actors.batcher.Effects;
import io.ledgeractors.actors.batcher.Opened;
import io.ledgeractors.actors.batcher.Refusal;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a restart of the batcher: the session, the rules with the request in flight and all who wait,
 * the subscribers. Opens sessions one after another, carries out what the rules want done. Runs on the batcher's
 * thread only.
 */
final class SessionKeeper implements Effects<Submit> {
    /** What the batcher is made with. */
    record Means(
            BatcherSettings settings,
            Connection connection,
            LedgerRecorder recorder,
            Clock clock,
            LedgerStatus status) {}

    private static final long SOON_NANOS = 200_000;

    private final ActorContext<Command> context;
    private final ActorRef<Command> self;
    private final Means means;
    private final BatcherCore<Submit> core;
    private final Backoff backoff;
    private final Crowd crowd = new Crowd();
    private final RequestTrace trace = new RequestTrace();
    private final StateWatchers watchers;
    private final ReplyCopies copies = new ReplyCopies();

    private @Nullable LedgerSession session;
    private long sessionNumber;
    private boolean wasRegistered;
    private boolean isOver;
    private boolean isDrained;
    // Of the reply that is being handled: whether all its askers have been told, and one of them may keep its bytes.
    private boolean isReplyRead;
    private boolean isReplyKept;
    private @Nullable Runnable whenClosed;

    SessionKeeper(ActorContext<Command> context, Means means) {
        this.context = context;
        this.self = context.getSelf();
        this.means = means;
        this.watchers = new StateWatchers(context);
        this.core = new BatcherCore<>(
                means.settings().queueLimits(), means.settings().timing(), this, SessionKeeper::freshId);
        this.backoff = new Backoff(
                means.settings().minBackoff().toNanos(),
                means.settings().maxBackoff().toNanos(),
                RandomGenerator.getDefault());
    }

    // ---- commands

    Behavior<Command> ask(Submit ask) {
        if (ask.taken()) {
            means.status().arrived();
        }
        core.ask(ask, now());
        countQueued();
        return Behaviors.same();
    }

    Behavior<Command> answered(LedgerBatcher.Answered answered) {
        trace.end(answered.outcome());
        isReplyKept = false;
        isReplyRead = false;
        core.outcome(answered.flight(), answered.outcome(), now());
        if (isReplyRead && !isReplyKept && answered.outcome() instanceof Outcome.Reply reply) {
            copies.giveBack(reply.body());
        }
        countQueued();
        return Behaviors.same();
    }

    Behavior<Command> tick(LedgerBatcher.Tick tick) {
        core.tick(now());
        return Behaviors.same();
    }

    Behavior<Command> lost(LedgerBatcher.Lost lost) {
        trace.end(new Outcome.Unknown(lost.why()));
        core.lost(lost.flight(), lost.why(), lost.isFenced(), now());
        return Behaviors.same();
    }

    Behavior<Command> stateChanged(LedgerBatcher.StateChanged changed) {
        if (changed.session() == sessionNumber) {
            publish(changed.state());
            follow(changed.state());
        }
        return Behaviors.same();
    }

    Behavior<Command> reconnect(LedgerBatcher.Reconnect reconnect) {
        if (reconnect.session() == sessionNumber && !isOver) {
            openSession();
        }
        return Behaviors.same();
    }

    Behavior<Command> resume(LedgerBatcher.Resume resume) {
        LedgerSession present = session;
        SessionState.Registered registered =
                present == null || isOver ? null : SessionStates.registered(present.state());
        if (resume.session() == sessionNumber && present != null && registered != null) {
            core.registered(opened(present, registered), now());
        }
        return Behaviors.same();
    }

    Behavior<Command> subscribe(LedgerBatcher.Subscribe subscribe) {
        watchers.add(subscribe.subscriber(), means.status().state());
        return Behaviors.same();
    }

    Behavior<Command> unsubscribe(LedgerBatcher.Unsubscribe unsubscribe) {
        watchers.remove(unsubscribe.subscriber());
        return Behaviors.same();
    }

    Behavior<Command> subscriberGone(Terminated terminated) {
        watchers.gone(terminated);
        return Behaviors.same();
    }

    Behavior<Command> await(LedgerBatcher.AwaitRegistered await) {
        watchers.await(await.registered(), means.status().state());
        return Behaviors.same();
    }

    Behavior<Command> closeIntake(LedgerBatcher.CloseIntake close) {
        means.status().close();
        core.close("the system is shutting down");
        return Behaviors.same();
    }

    Behavior<Command> close(LedgerBatcher.Close close) {
        means.status().close();
        whenClosed = close.whenClosed();
        core.close("the system is shutting down");
        if (isDrained) {
            closeSession();
        } else {
            context.scheduleOnce(close.limit(), self, new LedgerBatcher.DrainTimeout());
        }
        return Behaviors.same();
    }

    Behavior<Command> drainTimeout(LedgerBatcher.DrainTimeout timeout) {
        core.abandon("the system was shut down before the ledger answered");
        return Behaviors.same();
    }

    Behavior<Command> sessionClosed(LedgerBatcher.SessionClosed closed) {
        Runnable callback = whenClosed;
        whenClosed = null;
        if (callback != null) {
            callback.run();
        }
        return Behaviors.same();
    }

    Behavior<Command> stopped(PostStop signal) {
        isOver = true;
        means.status().close();
        core.abandon("the batcher was stopped");
        if (session != null) {
            session.close();
        }
        return Behaviors.same();
    }

    /** Goes on after a restart. A start that fails would stop the actor with everybody waiting, so it never does. */
    void recover() {
        try {
            core.recover(now());
        } catch (RuntimeException failure) {
            context.getLog().error("The batcher cannot go on.", failure);
            giveUp("the batcher failed: " + failure);
        }
    }

    // ---- the session

    void openSession() {
        sessionNumber++;
        wasRegistered = false;
        long number = sessionNumber;
        try {
            LedgerSession opened = means.connection().newSession();
            session = opened;
            opened.start(state -> self.tell(new LedgerBatcher.StateChanged(number, state)));
        } catch (RuntimeException failure) {
            context.getLog().error("No session can be opened.", failure);
            String message = "no session with the ledger can be opened: " + failure.getMessage();
            publish(new SessionState.Closed(message));
            giveUp(message);
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
            backoff.registered(now());
            core.registered(opened(present, registered), now());
        } else if (state instanceof SessionState.Evicted evicted && isWrongRelease(evicted.reason())) {
            giveUp(SessionStates.describe(evicted));
            present.close();
        } else if (state instanceof SessionState.Closed && !means.connection().mayReopen()) {
            giveUp(SessionStates.describe(state));
        } else if (isFinal(state)) {
            core.suspended();
            if (state instanceof SessionState.Evicted evicted && evicted.reason() == EvictionReason.NO_SESSION) {
                countEviction();
            } else if (state instanceof SessionState.Closed closed && closed.gaveUpIn() != null && !wasRegistered) {
                // Two sessions in a row, or one that was never open: nobody needs to wait any longer.
                core.giveUp(SessionStates.describe(closed));
            }
            present.close();
            Duration wait = Duration.ofNanos(backoff.next(now()));
            context.scheduleOnce(wait, self, new LedgerBatcher.Reconnect(sessionNumber));
        }
    }

    private void countEviction() {
        int evictions = crowd.evicted(now());
        if (evictions > 0) {
            means.status().setCrowded(crowd.until());
            SessionState crowded = new SessionState.Crowded(evictions);
            context.getLog().warn("Ledger: {}", SessionStates.describe(crowded));
            publish(crowded);
        }
    }

    private void giveUp(String message) {
        context.getLog().error("Every ask is refused from now on: {}", message);
        means.status().setDead();
        isOver = true;
        core.stop(Refusal.UNAVAILABLE, message);
    }

    private void closeSession() {
        LedgerSession present = session;
        isOver = true;
        if (present == null) {
            self.tell(new LedgerBatcher.SessionClosed());
        } else {
            present.close().whenComplete((done, failure) -> self.tell(new LedgerBatcher.SessionClosed()));
        }
    }

    private void publish(SessionState state) {
        SessionState before = means.status().state();
        LedgerSession present = session;
        if (state.isRegistered() && present != null) {
            // Before the state, so that who sees an open session finds its limits.
            means.status().setLimits(present.limits());
        }
        means.status().setState(state);
        means.recorder().sessionChanged(state);
        watchers.tell(state);
        if (!before.getClass().equals(state.getClass())) {
            // The session itself logs what is worth a warning.
            context.getLog().debug("Ledger: {}", SessionStates.describe(state));
        }
    }

    private static boolean isFinal(SessionState state) {
        return state instanceof SessionState.Evicted || state instanceof SessionState.Closed;
    }

    private static boolean isWrongRelease(EvictionReason reason) {
        return reason == EvictionReason.CLIENT_RELEASE_TOO_LOW || reason == EvictionReason.CLIENT_RELEASE_TOO_HIGH;
    }

    // ---- what the rules want done

    @Override
    public void results(Submit ask, ByteBuffer results, long timestamp) {
        isReplyKept |= !ask.readsAtOnce();
        answer(ask, new RawReply.Results(results, timestamp));
    }

    @Override
    public void refused(Submit ask, Refusal reason, String message) {
        means.recorder().askRefused(ask.operation(), reason);
        answer(ask, new RawReply.Refused(reason, message));
    }

    @Override
    public void unknown(Submit ask, String message) {
        means.recorder().askUnknown(ask.operation());
        answer(ask, new RawReply.Unknown(message));
    }

    @Override
    public void submit(long flight, Operation operation, Body body, int events, int asks, long waited) {
        means.recorder().requestSent(operation, events, asks, body.size());
        means.recorder().requestWaited(operation, waited);
        trace.begin(operation, events, asks, body.size(), waited);
        try {
            LedgerSession present = Objects.requireNonNull(session);
            present.submit(operation, body, outcome -> self.tell(ended(present, flight, outcome)));
        } catch (IllegalStateException notNow) {
            self.tell(new LedgerBatcher.Answered(flight, new Outcome.NotSent(String.valueOf(notNow.getMessage()))));
        } catch (IllegalArgumentException notThis) {
            context.getLog().warn("The session does not take a request of {}.", operation, notThis);
            self.tell(new LedgerBatcher.Answered(
                    flight, new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY_SIZE)));
        } catch (RuntimeException failure) {
            context.getLog().error("The session failed to take a request.", failure);
            self.tell(new LedgerBatcher.Lost(flight, "the session failed: " + failure, false));
        }
    }

    // Pekko's scheduler ticks every 10 ms. A message to oneself comes behind the asks that are there already.
    @Override
    public void wake(long nanos) {
        if (nanos <= SOON_NANOS) {
            self.tell(LedgerBatcher.Tick.INSTANCE);
        } else {
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(() -> self.tell(LedgerBatcher.Tick.INSTANCE));
        }
    }

    @Override
    public void answered(Operation operation, int events, int asks, long nanos) {
        isReplyRead = true;
        means.recorder().requestAnswered(operation, events, asks, nanos);
    }

    @Override
    public void resolved(Operation operation, int events, int asks) {
        means.recorder().requestResolved(operation, events, asks);
    }

    @Override
    public void doubtful() {
        // A session that has ended says so by its state, which brings the next one.
        if (wasRegistered) {
            context.scheduleOnce(means.settings().minBackoff(), self, new LedgerBatcher.Resume(sessionNumber));
        }
    }

    @Override
    public void drained() {
        isDrained = true;
        if (whenClosed != null) {
            closeSession();
        }
    }

    private void answer(Submit ask, RawReply reply) {
        try {
            ask.answer(reply);
        } catch (RuntimeException failure) {
            context.getLog().error("An asker of {} failed to take its answer.", ask.operation(), failure);
        }
    }

    // Once the ledger has evicted a session and registered another, it executes nothing more of the first.
    private Command ended(LedgerSession session, long flight, Outcome outcome) {
        if (outcome instanceof Outcome.Unknown unknown) {
            return new LedgerBatcher.Lost(flight, unknown.why(), session.state() instanceof SessionState.Evicted);
        }
        return new LedgerBatcher.Answered(flight, kept(outcome));
    }

    private static Opened opened(LedgerSession session, SessionState.Registered registered) {
        return new Opened(session.limits(), registered.session(), registered.registerTimestamp());
    }

    // Never 0 and never the greatest number, which no account may have.
    private static UInt128 freshId() {
        RandomGenerator random = ThreadLocalRandom.current();
        return UInt128.of(random.nextLong() >>> 1 | 1, random.nextLong());
    }

    // The reply's bytes are lent until the handler returns: one copy per reply, shared by all its askers.
    private Outcome kept(Outcome outcome) {
        return outcome instanceof Outcome.Reply reply
                ? new Outcome.Reply(copies.of(reply.body()), reply.timestamp())
                : outcome;
    }

    private void countQueued() {
        means.status().setQueued(core.queuedEvents(), core.queuedBytes());
    }

    private long now() {
        return means.clock().monotonicNanos();
    }
}
