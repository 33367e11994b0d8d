package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.LedgerBatcher.Command;
import io.ledgeractors.actors.LedgerBatcher.Submit;
import io.ledgeractors.actors.internal.batching.BatcherCore;
import io.ledgeractors.actors.internal.batching.Effects;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
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
import io.ledgeractors.actors.BatcherSettings;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.actors.message.RawReply;

/**
 * What outlives a restart of the batcher: the session, see {@link SessionLifecycle}, the rules with the request in flight
 * and all who wait, the subscribers. Carries out what the rules want done. Runs on the batcher's thread only.
 */
final class BatcherShell implements Effects<Submit> {
    /** What the batcher is made with. */
    record Means(
            BatcherSettings settings,
            Connection connection,
            LedgerRecorder recorder,
            Clock clock,
            LedgerStatus status,
            ReentrantAsks callbackAsks) {}

    private static final long SOON_NANOS = 200_000;
    // Asks that are handled in a row between two looks at the clock: some 20 us.
    private static final int ASKS_PER_LOOK = 32;

    private final ActorContext<Command> context;
    private final ActorRef<Command> self;
    private final Means means;
    private final BatcherCore<Submit> core;
    private final RequestTrace trace = new RequestTrace();
    private final StateWatchers watchers;
    private final SessionLifecycle life;
    private final ReplyCopies copies = new ReplyCopies();

    private boolean isDrained;
    // Of the reply that is being handled: whether all its askers have been told, and one of them may keep its bytes.
    private boolean isReplyRead;
    private boolean isReplyKept;
    private @Nullable Runnable whenClosed;

    BatcherShell(ActorContext<Command> context, Means means) {
        this.context = context;
        this.self = context.getSelf();
        this.means = means;
        this.watchers = new StateWatchers(context);
        this.core = new BatcherCore<>(
                means.settings().queueLimits(), means.settings().timing(), this, BatcherShell::freshId);
        this.life = new SessionLifecycle(context, means, core, watchers);
    }

    // ---- commands

    Behavior<Command> ask(Submit ask) {
        handle(ask, now());
        countQueued();
        return Behaviors.same();
    }

    Behavior<Command> answered(LedgerBatcher.Answered answered) {
        trace.end(answered.outcome());
        isReplyKept = false;
        isReplyRead = false;
        means.callbackAsks().begin();
        try {
            core.outcome(answered.flight(), answered.outcome(), now());
        } finally {
            means.callbackAsks().end();
        }
        if (isReplyRead && !isReplyKept && answered.outcome() instanceof Outcome.Reply reply) {
            copies.giveBack(reply.body());
        }
        takeCallbackAsks();
        countQueued();
        return Behaviors.same();
    }

    private void takeCallbackAsks() {
        ReentrantAsks asks = means.callbackAsks();
        long now = 0;
        int handled = 0;
        for (Submit ask = asks.next(); ask != null; ask = asks.next()) {
            now = handled++ % ASKS_PER_LOOK == 0 ? now() : now;
            handle(ask, now);
        }
    }

    private void handle(Submit ask, long now) {
        if (ask.taken()) {
            means.status().arrived();
        }
        core.ask(ask, now);
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
        life.changed(changed.session(), changed.state());
        return Behaviors.same();
    }

    Behavior<Command> reconnect(LedgerBatcher.Reconnect reconnect) {
        life.reconnect(reconnect.session());
        return Behaviors.same();
    }

    Behavior<Command> resume(LedgerBatcher.Resume resume) {
        life.resume(resume.session());
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
        life.end();
        means.status().close();
        core.abandon("the batcher was stopped");
        life.close();
        return Behaviors.same();
    }

    /**
     * Goes on after a restart; what callbacks asked takes the mailbox now. A start that fails would stop the actor with
     * everybody waiting, so it never does.
     */
    void recover() {
        ReentrantAsks asks = means.callbackAsks();
        for (Submit ask = asks.next(); ask != null; ask = asks.next()) {
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
        life.close().whenComplete((done, failure) -> self.tell(new LedgerBatcher.SessionClosed()));
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
            LedgerSession present = life.present();
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
        life.resumeLater();
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
