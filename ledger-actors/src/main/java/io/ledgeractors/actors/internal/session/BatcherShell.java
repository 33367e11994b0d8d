package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.internal.batching.BatcherCore;
import io.ledgeractors.actors.internal.batching.Effects;
import io.ledgeractors.actors.internal.batching.QueueBounds;
import io.ledgeractors.actors.internal.batching.Timing;
import io.ledgeractors.actors.message.AskInterceptor;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.message.StateSubscription;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Alarms;
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
 * The state of the batcher's actor that outlives its restarts. It holds the session (see {@link SessionLifecycle}), the
 * watchers of its state, and the rules with the asks that wait or are in flight. It carries out the effects of the
 * rules. Runs on the batcher's thread only.
 */
public final class BatcherShell implements Effects<EncodedAsk> {
    /**
     * The collaborators and settings of a batcher.
     *
     * @param queueBounds bounds of what may wait for the ledger
     * @param timing the times that the batcher waits
     * @param minBackoff first wait before a new session
     * @param maxBackoff longest wait before a new session
     * @param connection opens the sessions
     * @param recorder is told what the batcher does
     * @param clock is read on the batcher's thread
     * @param alarms ring in place of the machine's timers; null if there are none
     * @param random gives the ids of accounts that must not exist, and the waits before new sessions; used on the
     *     batcher's thread
     * @param interceptor decides about each ask; null outside of tests
     * @param status shows the batcher to other threads
     * @param reentrantAsks holds the asks that callbacks make
     */
    public record Dependencies(
            QueueBounds queueBounds,
            Timing timing,
            Duration minBackoff,
            Duration maxBackoff,
            Connection connection,
            LedgerRecorder recorder,
            Clock clock,
            @Nullable Alarms alarms,
            RandomGenerator random,
            @Nullable AskInterceptor interceptor,
            LedgerStatus status,
            ReentrantAsks reentrantAsks) {}

    private static final long SOON_NANOS = 200_000;
    // This many asks take about 20 us, so one clock reading for all of them is exact enough for their deadlines.
    private static final int ASKS_PER_CLOCK_READING = 32;

    private final ActorContext<BatcherMessage> context;
    private final ActorRef<BatcherMessage> self;
    private final Dependencies dependencies;
    private final BatcherCore<EncodedAsk> core;
    private final RequestTrace trace = new RequestTrace();
    private final StateWatchers watchers;
    private final SessionLifecycle lifecycle;
    private final ReplyCopies copies = new ReplyCopies();
    /** Null outside of tests. */
    private final @Nullable AskInterceptor interceptor;

    private boolean isDrained;
    // These tell whether all askers of the present reply have read it, and whether one may have kept its bytes.
    private boolean isReplyRead;
    private boolean isReplyKept;
    private @Nullable Runnable whenClosed;

    BatcherShell(ActorContext<BatcherMessage> context, Dependencies dependencies) {
        this.context = context;
        this.self = context.getSelf();
        this.dependencies = dependencies;
        this.watchers = new StateWatchers(context);
        this.core = new BatcherCore<>(
                dependencies.queueBounds(),
                dependencies.timing(),
                this,
                this::freshId,
                dependencies.connection().sendsChecksums());
        this.interceptor = dependencies.interceptor();
        this.lifecycle = new SessionLifecycle(context, dependencies, core, watchers);
    }

    // ---- messages

    Behavior<BatcherMessage> ask(EncodedAsk ask) {
        handle(ask, now());
        countQueued();
        return Behaviors.same();
    }

    Behavior<BatcherMessage> answered(SessionMessage.Answered answered) {
        trace.end(answered.outcome());
        isReplyKept = false;
        isReplyRead = false;
        if (answered.outcome() instanceof Outcome.Reply reply) {
            dependencies.status().setNewestTimestamp(Math.max(core.lastTimestamp(), reply.timestamp()));
        }
        dependencies.reentrantAsks().begin();
        try {
            core.outcome(answered.request(), answered.outcome(), now());
        } finally {
            dependencies.reentrantAsks().end();
        }
        if (isReplyRead && !isReplyKept && answered.outcome() instanceof Outcome.Reply reply) {
            copies.release(reply.body());
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
            now = handled++ % ASKS_PER_CLOCK_READING == 0 ? now() : now;
            handle(ask, now);
        }
    }

    private void handle(EncodedAsk ask, long now) {
        if (ask.arrived()) {
            dependencies.status().arrived();
        }
        if (interceptor == null) {
            core.ask(ask, now);
        } else {
            decide(interceptor.decide(ask), ask, now);
        }
    }

    private void decide(AskInterceptor.@Nullable Decision decision, EncodedAsk ask, long now) {
        if (decision instanceof AskInterceptor.Decision.Refuse refuse) {
            refused(ask, refuse.reason(), refuse.message());
        } else {
            core.ask(decision instanceof AskInterceptor.Decision.Replace replace ? replace.ask() : ask, now);
        }
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
        lifecycle.changed(changed.session(), changed.state());
        return Behaviors.same();
    }

    Behavior<BatcherMessage> reconnect(SessionMessage.Reconnect reconnect) {
        lifecycle.reconnect(reconnect.session());
        return Behaviors.same();
    }

    Behavior<BatcherMessage> resume(SessionMessage.Resume resume) {
        lifecycle.resume(resume.session());
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

    Behavior<BatcherMessage> close(SessionMessage.Close close) {
        dependencies.status().closeIntake();
        whenClosed = both(whenClosed, close.whenClosed());
        core.closeIntake("the system is shutting down");
        if (close.limit().isZero()) {
            core.answerAll("the ledger is closed");
        }
        if (isDrained) {
            closeSession();
        } else {
            context.scheduleOnce(close.limit(), self, new SessionMessage.DrainTimeout());
        }
        return Behaviors.same();
    }

    // The ledger may be closed while its system ends.
    private static Runnable both(@Nullable Runnable first, Runnable second) {
        return first == null
                ? second
                : () -> {
                    first.run();
                    second.run();
                };
    }

    Behavior<BatcherMessage> drainTimeout(SessionMessage.DrainTimeout timeout) {
        core.answerAll("the system was shut down before the ledger answered");
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
        lifecycle.stopReopening();
        dependencies.status().closeIntake();
        core.answerAll("the batcher was stopped");
        lifecycle.closeSession();
        return Behaviors.same();
    }

    /**
     * Goes on after a restart. Asks that callbacks made go to the mailbox. This never throws, because a failed start
     * would stop the actor while askers wait.
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
            lifecycle.endForGood("the batcher failed: " + failure);
        }
    }

    void openSession() {
        lifecycle.open();
    }

    private void closeSession() {
        lifecycle.stopReopening();
        lifecycle.closeSession().whenComplete((done, failure) -> self.tell(new SessionMessage.SessionClosed()));
    }

    // ---- decisions of the rules

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
    public void submit(long number, Operation operation, Body body, int events, int asks, long waited) {
        dependencies.recorder().requestSent(operation, events, asks, body.size());
        dependencies.recorder().requestWaited(operation, waited);
        trace.begin(operation, events, asks, body.size(), waited);
        try {
            LedgerSession present = lifecycle.present();
            present.submit(operation, body, outcome -> self.tell(ended(present, number, outcome)));
        } catch (IllegalStateException notNow) {
            self.tell(new SessionMessage.Answered(number, new Outcome.NotSent(String.valueOf(notNow.getMessage()))));
        } catch (IllegalArgumentException notThis) {
            context.getLog().warn("The session does not take a request of {}.", operation, notThis);
            self.tell(new SessionMessage.Answered(
                    number, new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY_SIZE)));
        } catch (RuntimeException failure) {
            context.getLog().error("The session failed to take a request.", failure);
            self.tell(new SessionMessage.Lost(number, "the session failed: " + failure, false));
        }
    }

    // Pekko's scheduler ticks every 10 ms, which is too coarse. A message to the actor itself is handled after the asks
    // that are in its mailbox already.
    @Override
    public void wake(long nanos) {
        Alarms alarms = dependencies.alarms();
        if (alarms != null) {
            // Their clock stands still meanwhile, so a message to the actor itself would come back without end.
            alarms.set(nanos, Alarms.Task.of(() -> self.tell(SessionMessage.Tick.INSTANCE)));
        } else if (nanos <= SOON_NANOS) {
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
        lifecycle.resumeLater();
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

    // Once the ledger has evicted a session and registered another one, it executes nothing of the first any more.
    private BatcherMessage ended(LedgerSession session, long number, Outcome outcome) {
        if (outcome instanceof Outcome.Unknown unknown) {
            return new SessionMessage.Lost(number, unknown.why(), session.state() instanceof SessionState.Evicted);
        }
        return new SessionMessage.Answered(number, copied(outcome));
    }

    // The id is neither 0 nor the greatest number, because no account may have these two.
    private UInt128 freshId() {
        RandomGenerator random = dependencies.random();
        return UInt128.of(random.nextLong() >>> 1 | 1, random.nextLong());
    }

    // The session lends the bytes of a reply until the handler returns. All askers share one copy.
    private Outcome copied(Outcome outcome) {
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
