package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.internal.batching.InFlightRequest.Phase;
import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.message.Intervention;
import io.ledgeractors.actors.message.RawReply;
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
 * The rules of the batcher. One request is in flight, and the next ones are assembled and their checksums computed
 * meanwhile, see {@link UnsentRequests}. Each ask is answered exactly once. The rules never look into the events of an
 * ask. When a session is lost, {@link RequestRecovery} finds out what its request did before anything else is sent.
 *
 * <p>A call changes the state and has {@link Effects}. There is no clock, no thread and no I/O. After a call that
 * threw, {@link #recover} goes on, and only the ask that was being handled is refused. Not thread-safe. All times are
 * ns on one monotonic clock.
 *
 * <p>Four calls end something. {@link #closeIntake} refuses new asks and finishes the others. {@link #refuseUnsent}
 * refuses the asks that wait now, and takes new ones. {@link #refuseAll} refuses those that wait and all new ones.
 * {@link #answerAll} answers everybody at once, the asks in flight too.
 *
 * @param <A> the asks
 */
public final class BatcherCore<A extends Ask> {
    private record Closing(Refusal reason, String message) {}

    private final Effects<A> effects;
    private final Supplier<UInt128> freshIds;
    private final UnsentRequests<A> unsent;
    private final BatchWindow window;
    private final Deadlines<A> deadlines;
    private final AskAnswers<A> answers;
    private final Delivery<A> delivery;
    private boolean isWakePending;

    private @Nullable InFlightRequest<A> inFlight;
    private long requestNumber;
    /** The request before the one in flight, while its results are given out. */
    private @Nullable InFlightRequest<A> delivering;

    private @Nullable SessionInfo session;
    /** The timestamp of the newest reply, which may be that to the register, ns since 1970. */
    private long lastTimestamp;

    /** True while a session takes requests. */
    private boolean isReady;
    /** The reason why new asks are refused; null while they are taken. */
    private @Nullable Closing closing;
    /** True if asks that wait are refused too. */
    private boolean isRefusingAll;

    private boolean isDrained;
    /** The ask that is being handled. */
    private @Nullable A handling;

    /**
     * Creates rules with an empty queue and no session.
     *
     * @param freshIds gives ids that no account has
     * @param haveChecksums true if the sessions send the checksums of bodies, which are then computed as requests grow
     */
    public BatcherCore(
            QueueBounds bounds, Timing timing, Effects<A> effects, Supplier<UInt128> freshIds, boolean haveChecksums) {
        this.effects = effects;
        this.answers = new AskAnswers<>(effects);
        this.delivery = new Delivery<>(effects, answers);
        this.deadlines = new Deadlines<>(timing.askTimeout(), effects::wake);
        this.window = new BatchWindow(timing.maxGatherGap(), timing.linger());
        this.freshIds = freshIds;
        this.unsent = new UnsentRequests<>(bounds, this::refuseAsTooMuch, haveChecksums);
    }

    /** Takes an ask. It is refused at once, sent, or waits. */
    public void ask(A ask, long now) {
        handling = ask;
        unsent.at(now);
        window.passed(now);
        window.came(unsent.isEmpty() && inFlight == null, now);
        accept(ask, now);
        handling = null;
        sendNext(now);
    }

    /** Looks at deadlines and at the request that waits, after the time that {@link Effects#wake} asked for. */
    public void tick(long now) {
        isWakePending = false;
        unsent.at(now);
        window.passed(now);
        expire(now);
        sendNext(now);
    }

    /** Tells that a session takes requests: a new session, or the present one again. */
    public void registered(SessionInfo opened, long now) {
        isReady = !isRefusingAll;
        unsent.at(now);
        SessionInfo before = session;
        session = opened;
        if (before == null || !before.isSameSession(opened)) {
            if (before != null && before.isOfAnotherLedger(opened, lastTimestamp)) {
                lastTimestamp = 0;
                answerLost("the ledger has lost data, or is another one than before");
            }
            lastTimestamp = Math.max(lastTimestamp, opened.timestamp());
        }
        unsent.limit(opened.limits());
        sendNext(now);
    }

    /** Tells that no session takes requests until the next call of {@link #registered}. Unsent asks wait. */
    public void suspended() {
        isReady = false;
    }

    /**
     * Takes the outcome of a request.
     *
     * @param number the number of the request; the outcome of any other than the one in flight is ignored
     * @param how the outcome; its bytes must not change any more
     */
    public void outcome(long number, Outcome how, long now) {
        InFlightRequest<A> present = withSession(number);
        unsent.at(now);
        if (how instanceof Outcome.Unknown unknown) {
            lost(number, unknown.why(), false, now);
        } else if (present != null) {
            present.answered(how, now);
            handleOutcome(present, now);
        }
    }

    /**
     * Tells that the session ended, or failed, with a request in flight.
     *
     * @param number the number of the request; the loss of any other than the one in flight is ignored
     * @param isFenced true if the ledger has ended the session. The ledger then executes no request of that session any
     *     more once it has answered a later register
     */
    public void lost(long number, String why, boolean isFenced, long now) {
        InFlightRequest<A> present = withSession(number);
        if (present == null) {
            return;
        }
        isReady = false;
        if (isRefusingAll) {
            answerUnknown(present, why);
        } else {
            present.lost(isFenced, freshIds);
        }
        effects.doubtful();
        sendNext(now);
    }

    /** Returns the request in flight if it has this number and the session has it, else null. */
    private @Nullable InFlightRequest<A> withSession(long number) {
        InFlightRequest<A> present = inFlight;
        return present != null && number == requestNumber && present.is(Phase.WITH_SESSION) ? present : null;
    }

    /** Refuses new asks as closed. The others go on, and after the last one {@link Effects#drained} is called. */
    public void closeIntake(String message) {
        if (closing == null) {
            closing = new Closing(Refusal.CLOSED, message);
        }
        reportDrained();
    }

    /** Refuses the unsent asks and all new ones. The request in flight still gets its outcome. */
    public void refuseAll(Refusal reason, String message) {
        closing = new Closing(reason, message);
        isRefusingAll = true;
        isReady = false;
        refuseUnsent(reason, message);
        reportDrained();
    }

    /** Refuses the unsent asks as unavailable and answers a request that was lost as unknown. Takes new asks. */
    public void refuseUnsent(String message) {
        refuseUnsent(Refusal.UNAVAILABLE, message);
        reportDrained();
    }

    /** Answers everybody now: refuses the unsent asks and all new ones, and answers those in flight as unknown. */
    public void answerAll(String message) {
        InFlightRequest<A> answered = delivering;
        if (answered != null) {
            deliver(answered);
        }
        InFlightRequest<A> present = inFlight;
        if (present != null) {
            // The session may still read the buffer, so it does not go back to the pool.
            answerUnknown(present, message);
        }
        refuseAll(Refusal.CLOSED, message);
    }

    /** Goes on after a call that threw. */
    public void recover(long now) {
        refuseAsFailed(handling);
        handling = null;
        refuseAsFailed(unsent.takeFailed());
        InFlightRequest<A> broken = inFlight;
        if (broken != null) {
            switch (broken.phase()) {
                case RECOVERING -> answerUnknown(broken, "finding out what the request did failed");
                case ANSWERED -> handleOutcome(broken, now);
                case SEALING -> refuseUnsealed(broken, "building the request failed");
                case WITH_SESSION, STEP_DUE -> {}
            }
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
        answerLost(message);
    }

    /** Answers a request that the session does not have, because it is being recovered or handling it has failed. */
    private void answerLost(String message) {
        InFlightRequest<A> lost = inFlight;
        if (lost == null || lost.is(Phase.WITH_SESSION)) {
            return;
        }
        if (lost.is(Phase.SEALING)) {
            refuseUnsealed(lost, message);
        } else {
            answerUnknown(lost, message);
        }
    }

    private void refuseUnsealed(InFlightRequest<A> broken, String message) {
        broken.request.answerRest(ask -> answers.refuse(ask, Refusal.FAILED, message));
        inFlight = null;
    }

    private void answerUnknown(InFlightRequest<A> lost, String message) {
        lost.request.answerRest(ask -> answers.doubt(ask, message));
        inFlight = null;
    }

    /** Returns the ledger's time of its newest reply, which may be that to the register, ns since 1970. */
    public long lastTimestamp() {
        return lastTimestamp;
    }

    /** Returns how many events wait. The request in flight is not counted. */
    public int queuedEvents() {
        return unsent.occupancy().events();
    }

    /** Returns how many bytes of events wait. The request in flight is not counted. */
    public long queuedBytes() {
        return unsent.occupancy().bytes();
    }

    // ---- asks arrive

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

    /** Answers the asks whose time-out has passed: refuses the unsent ones, reports those in flight as unknown. */
    private void expire(long now) {
        Set<A> due = deadlines.takeDue(now);
        if (due.isEmpty()) {
            return;
        }
        InFlightRequest<A> present = inFlight;
        if (present != null) {
            present.request.asks.stream()
                    .filter(due::contains)
                    .forEach(ask -> answers.doubtEarly(ask, "the time-out passed while the ask was with the ledger"));
        }
        String why = isReady
                ? "the time-out passed before the ask could be sent"
                : "the time-out passed while no session with the ledger was open; Ledger.describe() says why";
        unsent.remove(due::contains, ask -> answers.refuse(ask, Refusal.TIMED_OUT, why));
        reportDrained();
    }

    private void refuseAsTooMuch(A ask) {
        answers.refuseAsTooMuch(ask, unsent.limits());
    }

    // ---- requests leave

    /** Sends the next request, if none is in flight and it does not wait for more asks. */
    private void sendNext(long now) {
        InFlightRequest<A> present = inFlight;
        if (isReady && present == null) {
            if (!isWaitingForAsks(now)) {
                sendFirst(now);
            }
        } else if (isReady && present != null && present.is(Phase.STEP_DUE)) {
            takeStep(present, Objects.requireNonNull(present.recovery()), now);
        }
        reportDrained();
    }

    private boolean isWaitingForAsks(long now) {
        long wait = waitFor(now);
        if (wait > 0 && !isWakePending && (window.isToStart() || !unsent.isEmpty())) {
            isWakePending = true;
            effects.wake(wait);
        }
        return wait > 0;
    }

    private long waitFor(long now) {
        return closing != null || unsent.isFull() ? 0 : window.waitFor(now);
    }

    private void sendFirst(long now) {
        OpenRequest<A> next = unsent.next();
        if (next != null && next.intervention != null && delivering != null) {
            // Its asker may get an answer at once, which must not come before the answers that are given out now.
            unsent.putBack(next);
            return;
        }
        while (next != null) {
            window.left();
            next = send(next, now) ? null : unsent.next();
        }
        unsent.fill();
    }

    /** Sends a request. Returns false if a test has answered its ask, so that the next request may leave. */
    private boolean send(OpenRequest<A> request, long now) {
        InFlightRequest<A> next = new InFlightRequest<>(request, lastTimestamp, now);
        inFlight = next;
        Intervention intervention = request.intervention;
        RawReply.Results instead = intervention == null ? null : intervention.leaving();
        if (instead != null) {
            request.answerRest(ask -> answers.results(ask, instead.bytes(), instead.timestamp()));
            inFlight = null;
            unsent.recycle(request);
            return false;
        }
        requestNumber++;
        Body body = request.seal();
        next.submitted();
        long waited = Math.max(0, now - request.openedAt);
        effects.submit(requestNumber, request.operation, body, request.events(), request.asks.size(), waited);
        return true;
    }

    private void reportDrained() {
        if (closing != null && !isDrained && inFlight == null && unsent.isEmpty()) {
            isDrained = true;
            effects.drained();
        }
    }

    // ---- recovery of a request whose session was lost

    private void takeStep(InFlightRequest<A> lost, RequestRecovery recovery, long now) {
        RecoveryStep step = lost.nextStep(recovery, unsent.limits());
        if (step instanceof RecoveryStep.Send send) {
            requestNumber++;
            effects.submit(requestNumber, send.operation(), Body.of(send.body()), send.events(), send.batches(), 0);
        } else {
            delivery.recovered(lost.request, ((RecoveryStep.Done) step).results());
            finish(lost, now);
        }
    }

    private void stepEnded(InFlightRequest<A> lost, RequestRecovery recovery, Outcome how, long now) {
        if (how instanceof Outcome.Reply reply) {
            lastTimestamp = Math.max(lastTimestamp, reply.timestamp());
        }
        isReady &= lost.stepEnded(recovery, how);
        goOn(now);
    }

    // ---- outcomes

    private void handleOutcome(InFlightRequest<A> present, long now) {
        Outcome how = Objects.requireNonNull(present.outcome());
        RequestRecovery recovery = present.recovery();
        if (recovery != null) {
            stepEnded(present, recovery, how, now);
        } else if (how instanceof Outcome.Reply reply) {
            answered(present, reply, now);
        } else if (how instanceof Outcome.Forbidden forbidden && !isRefusingAll) {
            inFlight = null;
            unsent.putBackWithout(present.request, forbidden.batches(), this::refuseAsForbidden);
            goOn(now);
        } else if (answersOrTakesApart(present, how)) {
            finish(present, now);
        } else {
            inFlight = null;
            goOn(now);
        }
    }

    /**
     * Gives the results out. A next request that waits for no more asks leaves before that, so that the ledger does not
     * wait for the askers.
     */
    private void answered(InFlightRequest<A> present, Outcome.Reply reply, long now) {
        lastTimestamp = Math.max(lastTimestamp, reply.timestamp());
        boolean isWaiting = !unsent.isEmpty();
        window.answered(
                present.request.asks.size(), present.answeredAt() - present.sentAt, isWaiting, present.answeredAt());
        inFlight = null;
        delivering = present;
        if (isReady && isWaiting && waitFor(now) == 0) {
            sendFirst(now);
        }
        deliver(present);
        sendNext(now);
    }

    private void deliver(InFlightRequest<A> answered) {
        Outcome.Reply reply = (Outcome.Reply) Objects.requireNonNull(answered.outcome());
        delivery.reply(answered.request, reply, answered.answeredAt() - answered.sentAt);
        delivering = null;
        unsent.recycle(answered.request);
    }

    private void finish(InFlightRequest<A> present, long now) {
        inFlight = null;
        unsent.recycle(present.request);
        goOn(now);
    }

    private void goOn(long now) {
        if (!isReady) {
            effects.doubtful();
        }
        sendNext(now);
    }

    /**
     * Handles the outcome of a request that has no results.
     *
     * @return true if the request is over, because its asks are answered or leave one by one; false if it leaves again
     */
    private boolean answersOrTakesApart(InFlightRequest<A> present, Outcome how) {
        OpenRequest<A> request = present.request;
        Closing refusing = closing;
        if (isRefusingAll && refusing != null) {
            request.answerRest(ask -> answers.refuse(ask, refusing.reason, refusing.message));
            return true;
        }
        if (how instanceof Outcome.NotExecuted refused && InFlightRequest.isFaultOfTheRequest(how)) {
            takeApart(request, refused.reason());
            return true;
        }
        if (how instanceof Outcome.NoCapacity full) {
            request.answerRest(ask -> answers.refuse(ask, Refusal.UNAVAILABLE, full.why()));
            return true;
        }
        isReady = false;
        unsent.putBack(request);
        return false;
    }

    private void refuseAsForbidden(A ask, String why) {
        answers.refuse(ask, Refusal.DENIED, why);
    }

    private void takeApart(OpenRequest<A> request, EvictionReason reason) {
        if (request.asks.size() > 1) {
            unsent.putBackOneByOne(request);
        } else {
            request.answerRest(ask -> answers.refuseAsInvalid(ask, reason));
        }
    }
}
