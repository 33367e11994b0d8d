package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.recovery.RecoveryStep;
import io.ledgeractors.actors.recovery.RequestRecovery;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.EvictionReason;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the batcher: one request in flight, the next ones assembled and summed meanwhile, see {@link
 * UnsentRequests}; each ask answered exactly once. An ask's events are never looked into. What a request did whose
 * session was lost is found out by {@link RequestRecovery} before anything else is sent.
 *
 * <p>A call changes the state and has {@link Effects}; there is no clock, no thread and no I/O. After a call
 * that threw, {@link #recover} goes on: only the ask that was being handled is lost, and refused. Not
 * thread-safe.
 *
 * @param <A> the asks
 */
public final class BatcherCore<A extends Ask> {
    private record Closing(Refusal reason, String message) {}

    private final Effects<A> effects;
    private final Supplier<UInt128> freshIds;
    private final UnsentRequests<A> unsent;
    private final BatchWindow gathering;
    private boolean isWakePending;
    private final Deadlines<A> deadlines;
    private final AskAnswers<A> answers;
    private final Delivery<A> delivery;

    private @Nullable InFlightRequest<A> flight;
    private long flightNumber;
    /** The request before, while its results are given out: the next one may be in flight by then. */
    private @Nullable InFlightRequest<A> delivering;

    private @Nullable SessionInfo session;
    /** Of the newest reply, the register's included. */
    private long lastTimestamp;

    private boolean isReady;
    /** Why no ask is taken any more; null as long as they are. */
    private @Nullable Closing closing;
    /** True if what is there does not go on either. */
    private boolean isStopped;

    private boolean isDrained;
    private @Nullable A handling;

    /** Rules with an empty queue and no session; {@code freshIds} gives ids that no account has. */
    public BatcherCore(QueueLimits bounds, Timing timing, Effects<A> effects, Supplier<UInt128> freshIds) {
        this.effects = effects;
        this.answers = new AskAnswers<>(effects);
        this.delivery = new Delivery<>(effects, answers);
        this.deadlines = new Deadlines<>(timing.askTimeout(), effects::wake);
        this.gathering = new BatchWindow(timing.maxGatherGap(), timing.linger());
        this.freshIds = freshIds;
        this.unsent = new UnsentRequests<>(bounds, this::refuseAsTooMuch);
    }

    /** Takes an ask: it is answered at once, placed, or sent. */
    public void ask(A ask, long now) {
        handling = ask;
        unsent.at(now);
        gathering.passed(now);
        gathering.came(unsent.isEmpty() && flight == null, now);
        accept(ask, now);
        handling = null;
        sendNext(now);
    }

    /** The time that {@link Effects#wake} asked for has passed, or some of it. */
    public void tick(long now) {
        isWakePending = false;
        unsent.at(now);
        gathering.passed(now);
        expire(now);
        sendNext(now);
    }

    /** A session takes requests: a new one, or the same again. */
    public void registered(SessionInfo opened, long now) {
        isReady = !isStopped;
        unsent.at(now);
        SessionInfo before = session;
        session = opened;
        if (before == null || !before.isSameSession(opened)) {
            if (before != null && before.isOfAnotherLedger(opened, lastTimestamp)) {
                lastTimestamp = 0;
                abandonLost("the ledger has lost what it knew, or is another one than before");
            }
            lastTimestamp = Math.max(lastTimestamp, opened.timestamp());
        }
        unsent.limit(opened.limits());
        sendNext(now);
    }

    /** The session takes no requests until there is one {@link #registered} again; what is unsent waits. */
    public void suspended() {
        isReady = false;
    }

    /** Takes the outcome of request {@code number}; the reply's bytes stay valid from now on. */
    public void outcome(long number, Outcome how, long now) {
        InFlightRequest<A> present = flight;
        unsent.at(now);
        if (how instanceof Outcome.Unknown unknown) {
            lost(number, unknown.why(), false, now);
        } else if (present != null && number == flightNumber && present.isSubmitted) {
            present.isSubmitted = false;
            present.outcome = how;
            present.answeredAt = now;
            settle(present, now);
        }
    }

    /**
     * The session ended, or failed, with request {@code number} in flight.
     *
     * @param isFenced true if the ledger has ended it, so that it executes nothing of it any more once it has
     *     answered a later register
     */
    public void lost(long number, String why, boolean isFenced, long now) {
        InFlightRequest<A> present = flight;
        if (present == null || number != flightNumber || !present.isSubmitted) {
            return;
        }
        isReady = false;
        if (isStopped) {
            present.isSubmitted = false;
            present.resolution = null;
            abandonFlight(present, why);
        } else {
            present.lost(isFenced, freshIds);
        }
        effects.doubtful();
        sendNext(now);
    }

    /** Takes no asks from now on; what is there goes on, and then {@link Effects#drained} is called. */
    public void close(String message) {
        if (closing == null) {
            closing = new Closing(Refusal.CLOSED, message);
        }
        reportDrained();
    }

    /** Refuses every unsent ask and those to come; the request in flight still gets its outcome. */
    public void stop(Refusal reason, String message) {
        closing = new Closing(reason, message);
        isStopped = true;
        isReady = false;
        refuseUnsent(reason, message);
        reportDrained();
    }

    /** Refuses every unsent ask; a request that was lost is answered as unknown. Asks to come wait again. */
    public void giveUp(String message) {
        refuseUnsent(Refusal.UNAVAILABLE, message);
        reportDrained();
    }

    /** AskAnswers everybody now: refuses what is unsent, reports the request in flight as unknown. */
    public void abandon(String message) {
        InFlightRequest<A> answered = delivering;
        if (answered != null) {
            deliver(answered);
        }
        InFlightRequest<A> gone = flight;
        if (gone != null) {
            // The session may still read the buffer: it is left to the garbage collector.
            abandonFlight(gone, message);
        }
        stop(Refusal.CLOSED, message);
    }

    /** Goes on after a call that threw. */
    public void recover(long now) {
        refuseAsFailed(handling);
        handling = null;
        refuseAsFailed(unsent.takeFailed());
        InFlightRequest<A> broken = flight;
        if (broken != null && broken.isResolving) {
            abandonFlight(broken, "finding out what the request did failed");
        } else if (broken != null && broken.outcome != null) {
            settle(broken, now);
        } else if (broken != null && broken.resolution == null && !broken.isSubmitted) {
            broken.request.answerRest(ask -> answers.refuse(ask, Refusal.FAILED, "building the request failed"));
            flight = null;
        }
        InFlightRequest<A> halfway = delivering;
        if (halfway != null) {
            deliver(halfway);
        }
        unsent.fill();
        sendNext(now);
    }

    private void refuseAsFailed(@Nullable A ask) {
        if (ask != null) {
            answers.refuseAsFailed(ask);
        }
    }

    private void refuseUnsent(Refusal reason, String message) {
        unsent.answerAll(ask -> answers.refuse(ask, reason, message));
        abandonLost(message);
    }

    /** AskAnswers a request that no session has: it is being resolved, or handling it has failed. */
    private void abandonLost(String message) {
        InFlightRequest<A> lost = flight;
        if (lost == null || lost.isSubmitted) {
            return;
        }
        if (lost.resolution == null && lost.outcome == null) {
            lost.request.answerRest(ask -> answers.refuse(ask, Refusal.FAILED, message));
            flight = null;
        } else {
            abandonFlight(lost, message);
        }
    }

    private void abandonFlight(InFlightRequest<A> gone, String message) {
        gone.request.answerRest(ask -> answers.doubt(ask, message));
        flight = null;
    }

    /** Events that wait, the request in flight not counted. */
    public int queuedEvents() {
        return unsent.occupancy().events();
    }

    /** Bytes of events that wait, the request in flight not counted. */
    public long queuedBytes() {
        return unsent.occupancy().bytes();
    }

    // ---- the way in

    private void accept(A ask, long now) {
        Closing closed = closing;
        if (closed != null) {
            answers.refuse(ask, closed.reason, closed.message);
        } else if (!unsent.fitsAlone(ask)) {
            refuseAsTooMuch(ask);
        } else if (unsent.occupancy().isFullFor(ask)) {
            answers.refuse(ask, Refusal.OVERLOADED, unsent.occupancy().toString());
        } else {
            unsent.add(ask);
            deadlines.add(ask, now);
        }
    }

    /** AskAnswers those whose time-out has passed: refuses what was never sent, does not know of what was. */
    private void expire(long now) {
        Set<A> due = deadlines.takeDue(now);
        if (due.isEmpty()) {
            return;
        }
        InFlightRequest<A> present = flight;
        if (present != null) {
            present.request.asks.stream()
                    .filter(due::contains)
                    .forEach(ask -> answers.doubtEarly(ask, "the time-out passed while the ask was with the ledger"));
        }
        unsent.remove(
                due::contains,
                ask -> answers.refuse(ask, Refusal.TIMED_OUT, "the time-out passed before the ask could be sent"));
        reportDrained();
    }

    private void refuseAsTooMuch(A ask) {
        answers.refuseAsTooMuch(ask, unsent.limits());
    }

    // ---- the way out

    /** Sends the next request if none is in flight and it does not gather more asks. */
    private void sendNext(long now) {
        InFlightRequest<A> present = flight;
        if (isReady && present == null) {
            if (!isGathering(now)) {
                sendFirst(now);
            }
        } else if (isReady && present != null && present.resolution != null && !present.isSubmitted) {
            resolve(present, present.resolution, now);
        }
        reportDrained();
    }

    private boolean isGathering(long now) {
        long wait = waitFor(now);
        if (wait > 0 && !isWakePending && (gathering.isToStart() || !unsent.isEmpty())) {
            isWakePending = true;
            effects.wake(wait);
        }
        return wait > 0;
    }

    private long waitFor(long now) {
        return closing != null || unsent.isFull() ? 0 : gathering.waitFor(now);
    }

    private void sendFirst(long now) {
        OpenRequest<A> next = unsent.next();
        if (next != null) {
            gathering.left();
            send(next, now);
            unsent.fill();
        }
    }

    private void send(OpenRequest<A> request, long now) {
        InFlightRequest<A> next = new InFlightRequest<>(request, lastTimestamp, now);
        flight = next;
        flightNumber++;
        Body body = request.seal();
        next.isSubmitted = true;
        long waited = Math.max(0, now - request.openedAt);
        effects.submit(flightNumber, request.operation, body, request.events(), request.asks.size(), waited);
    }

    private void reportDrained() {
        if (closing != null && !isDrained && flight == null && unsent.isEmpty()) {
            isDrained = true;
            effects.drained();
        }
    }

    // ---- a request whose session was lost

    private void resolve(InFlightRequest<A> lost, RequestRecovery resolution, long now) {
        RecoveryStep step = lost.nextStep(resolution, unsent.limits());
        if (step instanceof RecoveryStep.Send send) {
            flightNumber++;
            effects.submit(flightNumber, send.operation(), Body.of(send.body()), send.events(), send.batches(), 0);
        } else {
            delivery.resolved(lost.request, ((RecoveryStep.Done) step).resolved());
            over(lost, now);
        }
    }

    private void settleLost(InFlightRequest<A> lost, RequestRecovery resolution, Outcome how, long now) {
        if (how instanceof Outcome.Reply reply) {
            lastTimestamp = Math.max(lastTimestamp, reply.timestamp());
        }
        isReady &= lost.stepEnded(resolution, how);
        goOn(now);
    }

    // ---- outcomes

    private void settle(InFlightRequest<A> present, long now) {
        Outcome how = Objects.requireNonNull(present.outcome);
        RequestRecovery resolution = present.resolution;
        if (resolution != null) {
            settleLost(present, resolution, how, now);
        } else if (how instanceof Outcome.Reply reply) {
            answered(present, reply, now);
        } else if (settle(present, how)) {
            over(present, now);
        } else {
            flight = null;
            goOn(now);
        }
    }

    /** Gives the results out. A next request that waits for nobody leaves before that: the ledger is not kept waiting. */
    private void answered(InFlightRequest<A> present, Outcome.Reply reply, long now) {
        lastTimestamp = Math.max(lastTimestamp, reply.timestamp());
        boolean isWaiting = !unsent.isEmpty();
        gathering.answered(
                present.request.asks.size(), present.answeredAt - present.sentAt, isWaiting, present.answeredAt);
        flight = null;
        delivering = present;
        if (isReady && isWaiting && waitFor(now) == 0) {
            sendFirst(now);
        }
        deliver(present);
        sendNext(now);
    }

    private void deliver(InFlightRequest<A> answered) {
        Outcome.Reply reply = (Outcome.Reply) Objects.requireNonNull(answered.outcome);
        delivery.reply(answered.request, reply, answered.answeredAt - answered.sentAt);
        delivering = null;
        unsent.recycle(answered.request);
    }

    private void over(InFlightRequest<A> present, long now) {
        flight = null;
        unsent.recycle(present.request);
        goOn(now);
    }

    private void goOn(long now) {
        if (!isReady) {
            effects.doubtful();
        }
        sendNext(now);
    }

    /** AskAnswers the asks or takes them back; false if the request itself will be sent again. */
    private boolean settle(InFlightRequest<A> present, Outcome how) {
        OpenRequest<A> request = present.request;
        Closing stop = closing;
        if (isStopped && stop != null) {
            request.answerRest(ask -> answers.refuse(ask, stop.reason, stop.message));
            return true;
        }
        if (how instanceof Outcome.NotExecuted refused && InFlightRequest.isFaultOfTheRequest(how)) {
            takeApart(request, refused.reason());
            return true;
        }
        if (how instanceof Outcome.NoRoom full) {
            request.answerRest(ask -> answers.refuse(ask, Refusal.UNAVAILABLE, full.why()));
            return true;
        }
        isReady = false;
        unsent.putBack(request);
        return false;
    }

    private void takeApart(OpenRequest<A> request, EvictionReason reason) {
        if (request.asks.size() > 1) {
            unsent.putBackOneByOne(request);
        } else {
            request.answerRest(ask -> answers.refuseAsInvalid(ask, reason));
        }
    }
}
