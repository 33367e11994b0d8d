package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.internal.batching.BatcherCore;
import io.ledgeractors.actors.internal.batching.Effects;
import io.ledgeractors.actors.internal.batching.QueueLimits;
import io.ledgeractors.actors.internal.batching.Timing;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.message.StateSubscription;
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
 * What outlives a restart of the batcher: the session, see {@link SessionLifecycle}, the rules with the request in flight
 * and all who wait, the subscribers. Carries out what the rules want done. Runs on the batcher's thread only.
 */
public final class BatcherShell implements Effects<EncodedAsk> {
    /**
     * The collaborators and settings of a batcher.
     *
     * @param queueLimits what may wait for the ledger
     * @param timing what the batcher waits for
     * @param minBackoff first wait before a new session
     * @param maxBackoff longest wait before a new session
     * @param connection opens the sessions
     * @param recorder is told what the batcher does
     * @param clock is read on the batcher's thread
     * @param status shows the batcher to other threads
     * @param reentrantAsks holds the asks that callbacks make
     */
    public record Dependencies(
            QueueLimits queueLimits,
            Timing timing,
            Duration minBackoff,
            Duration maxBackoff,
            Connection connection,
            LedgerRecorder recorder,
            Clock clock,
            LedgerStatus status,
            ReentrantAsks reentrantAsks) {}

    private static final long SOON_NANOS = 200_000;
    // Asks that are handled in a row between two looks at the clock: some 20 us.
    private static final int ASKS_PER_LOOK = 32;

    private final ActorContext<BatcherMessage> context;
    private final ActorRef<BatcherMessage> self;
    private final Dependencies dependencies;
    private final BatcherCore<EncodedAsk> core;
    private final RequestTrace trace = new RequestTrace();
    private final StateWatchers watchers;
    private final SessionLifecycle life;
    private final ReplyCopies copies = new ReplyCopies();

    private boolean isDrained;
    // Of the reply that is being handled: whether all its askers have been told, and one of them may keep its bytes.
    private boolean isReplyRead;
    private boolean isReplyKept;
    private @Nullable Runnable whenClosed;

    BatcherShell(ActorContext<BatcherMessage> context, Dependencies dependencies) {
        this.context = context;
        this.self = context.getSelf();
        this.dependencies = dependencies;
        this.watchers = new StateWatchers(context);
        this.core = new BatcherCore<>(dependencies.queueLimits(), dependencies.timing(), this, BatcherShell::freshId);
        this.life = new SessionLifecycle(context, dependencies, core, watchers);
    }

    // ---- commands

    Behavior<BatcherMessage> ask(EncodedAsk ask) {
        handle(ask, now());
        countQueued();
        return Behaviors.same();
    }

    Behavior<BatcherMessage> answered(SessionMessage.Answered answered) {
        trace.end(answered.outcome());
        isReplyKept = false;
        isReplyRead = false;
        dependencies.reentrantAsks().begin();
        try {
            core.outcome(answered.request(), answered.outcome(), now());
        } finally {
            dependencies.reentrantAsks().end();
        }
        if (isReplyRead && !isReplyKept && answered.outcome() instanceof Outcome.Reply reply) {
            copies.giveBack(reply.body());
        }
        takeReentrantAsks();
        countQueued();
        return Behaviors.same();
    }

    private void takeReentrantAsks() {
        ReentrantAsks asks = dependencies.reentrantAsks();
        long now = 0;
        int handled = 0;
        for (EncodedAsk ask = asks.next(); ask != null; ask = asks.next()) {
            now = handled++ % ASKS_PER_LOOK == 0 ? now() : now;
            handle(ask, now);
        }
    }

    private void handle(EncodedAsk ask, long now) {
        if (ask.arrived()) {
            dependencies.status().arrived();
        }
        core.ask(ask, now);
    }

    Behavior<BatcherMessage> tick(SessionMessage.Tick tick) {
        core.tick(now());
        return Behaviors.same();
    }

    Behavior<BatcherMessage> lost(SessionMessage.Lost lost) {
        trace.end(new Outcome.Unknown(lost.why()));
        core.lost(lost.request(), lost.why(), lost.isFenced(), now());
        return Behaviors.same();
    }

    Behavior<BatcherMessage> stateChanged(SessionMessage.StateChanged changed) {
        life.changed(changed.session(), changed.state());
        return Behaviors.same();
    }

    Behavior<BatcherMessage> reconnect(SessionMessage.Reconnect reconnect) {
        life.reconnect(reconnect.session());
        return Behaviors.same();
    }

    Behavior<BatcherMessage> resume(SessionMessage.Resume resume) {
        life.resume(resume.session());
        return Behaviors.same();
    }

    Behavior<BatcherMessage> subscribe(StateSubscription subscription) {
        if (subscription.isBeginning()) {
            watchers.add(subscription.subscriber(), dependencies.status().state());
        } else {
            watchers.remove(subscription.subscriber());
        }
        return Behaviors.same();
    }

    Behavior<BatcherMessage> subscriberGone(Terminated terminated) {
        watchers.gone(terminated);
        return Behaviors.same();
    }

    Behavior<BatcherMessage> await(SessionMessage.AwaitRegistered await) {
        watchers.await(await, dependencies.status().state());
        return Behaviors.same();
    }

    Behavior<BatcherMessage> closeIntake(SessionMessage.CloseIntake close) {
        dependencies.status().close();
        core.close("the system is shutting down");
        return Behaviors.same();
    }

    Behavior<BatcherMessage> close(SessionMessage.Close close) {
        dependencies.status().close();
        whenClosed = close.whenClosed();
        core.close("the system is shutting down");
        if (isDrained) {
            closeSession();
        } else {
            context.scheduleOnce(close.limit(), self, new SessionMessage.DrainTimeout());
        }
        return Behaviors.same();
    }

    Behavior<BatcherMessage> drainTimeout(SessionMessage.DrainTimeout timeout) {
        core.abandon("the system was shut down before the ledger answered");
        return Behaviors.same();
    }

    Behavior<BatcherMessage> sessionClosed(SessionMessage.SessionClosed closed) {
        Runnable callback = whenClosed;
        whenClosed = null;
        if (callback != null) {
            callback.run();
        }
        return Behaviors.same();
    }

    Behavior<BatcherMessage> stopped(PostStop signal) {
        life.end();
        dependencies.status().close();
        core.abandon("the batcher was stopped");
        life.close();
        return Behaviors.same();
    }

    /**
     * Goes on after a restart; what callbacks asked takes the mailbox now. A start that fails would stop the actor with
     * everybody waiting, so it never does.
     */
    void recover() {
        ReentrantAsks asks = dependencies.reentrantAsks();
        for (EncodedAsk ask = asks.next(); ask != null; ask = asks.next()) {
            self.tell(ask);
        }
        try {
            core.recover(now());
        } catch (RuntimeException failure) {
            context.getLog().error("The batcher cannot go on.", failure);
            life.giveUp("the batcher failed: " + failure);
        }
    }

    void openSession() {
        life.open();
    }

    private void closeSession() {
        life.end();
        life.close().whenComplete((done, failure) -> self.tell(new SessionMessage.SessionClosed()));
    }

    // ---- what the rules want done

    @Override
    public void results(EncodedAsk ask, ByteBuffer results, long timestamp) {
        isReplyKept |= !ask.readsAtOnce();
        try {
            ask.results(results, timestamp);
        } catch (RuntimeException failure) {
            logAskerFailure(ask, failure);
        }
    }

    @Override
    public void refused(EncodedAsk ask, Refusal reason, String message) {
        dependencies.recorder().askRefused(ask.operation(), reason);
        try {
            ask.refused(reason, message);
        } catch (RuntimeException failure) {
            logAskerFailure(ask, failure);
        }
    }

    @Override
    public void unknown(EncodedAsk ask, String message) {
        dependencies.recorder().askUnknown(ask.operation());
        try {
            ask.unknown(message);
        } catch (RuntimeException failure) {
            logAskerFailure(ask, failure);
        }
    }

    @Override
    public void submit(long flight, Operation operation, Body body, int events, int asks, long waited) {
        dependencies.recorder().requestSent(operation, events, asks, body.size());
        dependencies.recorder().requestWaited(operation, waited);
        trace.begin(operation, events, asks, body.size(), waited);
        try {
            LedgerSession present = life.present();
            present.submit(operation, body, outcome -> self.tell(ended(present, flight, outcome)));
        } catch (IllegalStateException notNow) {
            self.tell(new SessionMessage.Answered(flight, new Outcome.NotSent(String.valueOf(notNow.getMessage()))));
        } catch (IllegalArgumentException notThis) {
            context.getLog().warn("The session does not take a request of {}.", operation, notThis);
            self.tell(new SessionMessage.Answered(
                    flight, new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY_SIZE)));
        } catch (RuntimeException failure) {
            context.getLog().error("The session failed to take a request.", failure);
            self.tell(new SessionMessage.Lost(flight, "the session failed: " + failure, false));
        }
    }

    // Pekko's scheduler ticks every 10 ms. A message to oneself comes behind the asks that are there already.
    @Override
    public void wake(long nanos) {
        if (nanos <= SOON_NANOS) {
            self.tell(SessionMessage.Tick.INSTANCE);
        } else {
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(() -> self.tell(SessionMessage.Tick.INSTANCE));
        }
    }

    @Override
    public void answered(Operation operation, int events, int asks, long nanos) {
        isReplyRead = true;
        dependencies.recorder().requestAnswered(operation, events, asks, nanos);
    }

    @Override
    public void resolved(Operation operation, int events, int asks) {
        dependencies.recorder().requestResolved(operation, events, asks);
    }

    @Override
    public void doubtful() {
        life.resumeLater();
    }

    @Override
    public void drained() {
        isDrained = true;
        if (whenClosed != null) {
            closeSession();
        }
    }

    private void logAskerFailure(EncodedAsk ask, RuntimeException failure) {
        context.getLog().error("An asker of {} failed to take its answer.", ask.operation(), failure);
    }

    // Once the ledger has evicted a session and registered another, it executes nothing more of the first.
    private BatcherMessage ended(LedgerSession session, long flight, Outcome outcome) {
        if (outcome instanceof Outcome.Unknown unknown) {
            return new SessionMessage.Lost(flight, unknown.why(), session.state() instanceof SessionState.Evicted);
        }
        return new SessionMessage.Answered(flight, kept(outcome));
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
        dependencies.status().setQueued(core.queuedEvents(), core.queuedBytes());
    }

    private long now() {
        return dependencies.clock().monotonicNanos();
    }
}
