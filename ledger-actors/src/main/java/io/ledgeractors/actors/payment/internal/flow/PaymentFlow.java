package io.ledgeractors.actors.payment.internal.flow;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.payment.internal.refund.RefundDisposition;
import io.ledgeractors.actors.payment.internal.stage.AnswerTime;
import io.ledgeractors.actors.payment.internal.stage.CallUserStep;
import io.ledgeractors.actors.payment.internal.stage.Disposition;
import io.ledgeractors.actors.payment.internal.stage.FindLastAttempt;
import io.ledgeractors.actors.payment.internal.stage.InvalidateEarlierAttempts;
import io.ledgeractors.actors.payment.internal.stage.MoveLegs;
import io.ledgeractors.actors.payment.internal.stage.PaymentAttempt;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentEnd;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.internal.stage.PaymentStage;
import io.ledgeractors.actors.payment.internal.stage.TransferPlan;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.session.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works at one payment: holds its stage and its askers. It can be lost at any moment, because a new flow finds
 * everything in the ledger. It works at one request at a time. Equal requests and those for earlier attempts share its
 * outcome, and others wait in a queue.
 *
 * <p>Pure: times are arguments, in ns since 1970, and effects are returned. Not thread-safe.
 *
 * @param <A> identifies an asker
 */
final class PaymentFlow<A> {
    /** The greatest number of requests that may wait behind the current one. */
    static final int WAITING_MAX = 64;

    private static final int EFFECTS = 2;

    private final TransferPlan plan;
    // Most payments are asked for once, so the collections begin small.
    private final Deque<PaymentRequest<A>> waiting = new ArrayDeque<>(1);
    private final List<A> askers = new ArrayList<>(1);
    private List<PaymentEffect<A>> effects = new ArrayList<>(EFFECTS);
    private @Nullable PaymentRequest<A> current;
    private @Nullable PaymentStage stage;
    private @Nullable PaymentEnd ended;
    private long number;
    private long begun;
    private final Backoff backoff;
    private int repeats;

    PaymentFlow(PaymentId id, PaymentSettings settings) {
        this.plan = new TransferPlan(id, settings);
        this.backoff = Backoff.between(settings.minBackoff(), settings.maxBackoff());
    }

    /** Returns the id of the payment. */
    PaymentId id() {
        return plan.id();
    }

    /** Takes a request. */
    List<PaymentEffect<A>> handle(PaymentRequest<A> request, long now) {
        if (request instanceof PaymentRequest.Pay<A> pay
                && !pay.attempt().payment().id().equals(plan.id())) {
            tell(pay.asker(), new PaymentOutcome.Conflict(plan.id(), "another payment was sent here"));
        } else if (stage == null) {
            begin(request, now);
        } else if (!share(request)) {
            queue(request);
        }
        return drain();
    }

    /** Takes the ledger's reply to {@link PaymentEffect.Create}. */
    List<PaymentEffect<A>> created(long answered, LedgerReply.Outcome<CreateTransferResult> reply, long now) {
        return answered(
                answered,
                reply,
                now,
                (at, results) -> at.created(results.results(), new AnswerTime(now, results.timestamp())));
    }

    /** Takes the ledger's reply to {@link PaymentEffect.LookUp}. */
    List<PaymentEffect<A>> found(long answered, LedgerReply.Outcome<Transfer> reply, long now) {
        return answered(
                answered,
                reply,
                now,
                (at, results) -> at.found(results.results(), new AnswerTime(now, results.timestamp())));
    }

    /** Takes the result of the user's step. */
    List<PaymentEffect<A>> stepped(long answered, PaymentStep.Result result, long now) {
        return advance(answered, now, at -> at.stepped(result));
    }

    /** Takes the end of a timer. */
    List<PaymentEffect<A>> timer(long answered, long now) {
        return advance(answered, now, PaymentStage::timerEnded);
    }

    /** Returns true if there is no work, so that the flow may leave memory. */
    boolean isIdle() {
        return stage == null;
    }

    /** Returns true if the effect with this number is the last one, so that its answer is still wanted. */
    boolean isAt(long effect) {
        return stage != null && effect == number;
    }

    /** Stops the work here and tells all waiting askers that the outcome is undecided. */
    List<PaymentEffect<A>> stop(String why) {
        PaymentOutcome undecided = new PaymentOutcome.Undecided(plan.id(), why);
        tellAll(undecided);
        waiting.forEach(request -> tell(request.asker(), undecided));
        waiting.clear();
        stage = null;
        current = null;
        number++;
        return drain();
    }

    // ---- requests

    private void begin(PaymentRequest<A> request, long now) {
        PaymentEnd known = known(request);
        if (known != null) {
            tell(request.asker(), known.outcome());
            return;
        }
        current = request;
        A asker = request.asker();
        if (asker != null) {
            askers.add(asker);
        }
        begun = now;
        repeats = 0;
        carryOut(first(request, now), now);
    }

    private PaymentStage first(PaymentRequest<A> request, long now) {
        if (request instanceof PaymentRequest.Pay<A> pay) {
            PaymentAttempt attempt = bounded(pay.attempt(), now);
            return attempt.number() == 0
                    ? MoveLegs.create(plan, attempt)
                    : new InvalidateEarlierAttempts(plan, attempt);
        }
        if (request instanceof PaymentRequest.RefundPayment<A> refund) {
            return new FindLastAttempt(plan, new RefundDisposition(plan, refund.refund()));
        }
        return new FindLastAttempt(
                plan,
                request instanceof PaymentRequest.GetState<A>
                        ? new Disposition.ReportState(plan)
                        : new Disposition.Settle(plan, null));
    }

    private PaymentAttempt bounded(PaymentAttempt asked, long now) {
        long latest = now + plan.settings().longestDeadline().toNanos();
        return new PaymentAttempt(asked.payment(), asked.number(), Math.min(asked.deadline(), latest));
    }

    // The end that the request asks for, if this flow remembers it.
    private @Nullable PaymentEnd known(PaymentRequest<A> request) {
        PaymentEnd end = ended;
        if (end == null || request instanceof PaymentRequest.RefundPayment<A>) {
            return null;
        }
        if (request instanceof PaymentRequest.Pay<A> pay) {
            return isEndOf(end, pay.attempt()) ? end : null;
        }
        return end;
    }

    private static boolean isEndOf(PaymentEnd end, PaymentAttempt asked) {
        boolean isTried =
                !(end.outcome() instanceof PaymentOutcome.Refused refused) || asked.number() <= refused.attempt();
        return isTried && asked.payment().equals(end.payment());
    }

    private boolean share(PaymentRequest<A> request) {
        boolean isPaying = current instanceof PaymentRequest.Pay<A> || current instanceof PaymentRequest.Resume<A>;
        if (isPaying && request instanceof PaymentRequest.GetState<A> get) {
            tell(get.asker(), new PaymentOutcome.Open(plan.id(), attempt(), Instant.EPOCH));
            return true;
        }
        if (isPaying && request instanceof PaymentRequest.Resume<A>) {
            return true;
        }
        if (current instanceof PaymentRequest.Pay<A> first && request instanceof PaymentRequest.Pay<A> pay) {
            if (!first.attempt().payment().equals(pay.attempt().payment())) {
                tell(pay.asker(), new PaymentOutcome.Conflict(plan.id(), "another payment with this id is under way"));
                return true;
            }
            // A later attempt begins after this one is refused, so it has another outcome.
            if (pay.attempt().number() > first.attempt().number()) {
                return false;
            }
            askers.add(pay.asker());
            return true;
        }
        return false;
    }

    private int attempt() {
        return current instanceof PaymentRequest.Pay<A> pay ? pay.attempt().number() : 0;
    }

    private void queue(PaymentRequest<A> request) {
        if (waiting.size() < WAITING_MAX) {
            waiting.add(request);
        } else {
            tell(request.asker(), new PaymentOutcome.Undecided(plan.id(), "too many requests wait for this payment"));
        }
    }

    // ---- answers

    private interface Answered<R> {
        PaymentStage next(PaymentStage at, LedgerReply.Results<R> results);
    }

    private <R> List<PaymentEffect<A>> answered(
            long answered, LedgerReply.Outcome<R> reply, long now, Answered<R> next) {
        PaymentStage at = stage;
        if (at == null || answered != number) {
            return List.of();
        }
        if (reply instanceof LedgerReply.Results<R> results) {
            repeats = 0;
            carryOut(next.next(at, results), now);
        } else if (reply instanceof LedgerReply.Refused<R> refused && isFinal(refused.reason())) {
            carryOut(at.refused(plan.id(), refused.message()), now);
        } else {
            repeat(at, now);
        }
        return drain();
    }

    private static boolean isFinal(Refusal reason) {
        return switch (reason) {
            case INVALID, TOO_MUCH_DATA, DENIED, CLOSED -> true;
            case OVERLOADED, TIMED_OUT, UNAVAILABLE, FAILED -> false;
        };
    }

    private List<PaymentEffect<A>> advance(long answered, long now, Function<PaymentStage, PaymentStage> next) {
        PaymentStage at = stage;
        if (at != null && answered == number) {
            carryOut(next.apply(at), now);
        }
        return drain();
    }

    // The effect was not executed, or its outcome is unknown. The stage wants the same effect again after a while.
    private void repeat(PaymentStage at, long now) {
        long patience = begun + plan.settings().patience().toNanos();
        if (now >= Math.max(patience, at.repeatUntil())) {
            carryOut(PaymentEnd.undecided(plan.id(), "the ledger could not be asked"), now);
            return;
        }
        effects.add(new PaymentEffect.Timer<>(number, Duration.ofNanos(backoff.nanos(repeats))));
        repeats++;
    }

    // ---- stages

    private void carryOut(PaymentStage next, long now) {
        PaymentStage at = next.ready(now);
        stage = at;
        number++;
        if (at instanceof PaymentEnd end) {
            end(end, now);
            return;
        }
        effects.add(at.effect(number));
        if (at instanceof CallUserStep step) {
            effects.add(new PaymentEffect.Timer<>(number, step.timeLeft(now)));
        }
    }

    private void end(PaymentEnd end, long now) {
        if (end.payment() != null) {
            ended = end;
        }
        tellAll(end.outcome());
        stage = null;
        current = null;
        while (stage == null && !waiting.isEmpty()) {
            begin(waiting.remove(), now);
        }
    }

    // ---- effects

    private void tellAll(PaymentOutcome outcome) {
        for (A asker : askers) {
            tell(asker, outcome);
        }
        askers.clear();
    }

    private void tell(@Nullable A asker, PaymentOutcome outcome) {
        if (asker != null) {
            effects.add(new PaymentEffect.Tell<>(asker, outcome));
        }
    }

    private List<PaymentEffect<A>> drain() {
        List<PaymentEffect<A>> drained = effects;
        effects = new ArrayList<>(EFFECTS);
        return drained;
    }
}
