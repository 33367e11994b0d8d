package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One payment, as far as this process knows it: which stage, who waits. It can be lost at any moment; a new one finds
 * everything in the ledger. One request is worked at, those for the same share its end, others wait.
 *
 * <p>Pure: times come in as ns since 1970, what is to be done goes out as effects. Not thread-safe.
 *
 * @param <A> who asks
 */
final class PaymentFlow<A> {
    /** Requests that may wait behind the one that is worked at. */
    static final int WAITING_MAX = 64;

    private static final int EFFECTS = 2;

    private final Plan plan;
    // Most payments are asked for once: room is made when it is needed.
    private final Deque<Request<A>> waiting = new ArrayDeque<>(1);
    private final List<A> askers = new ArrayList<>(1);
    private List<Effect<A>> effects = new ArrayList<>(EFFECTS);
    private @Nullable Request<A> current;
    private @Nullable Stage stage;
    private @Nullable Ended ended;
    private long number;
    private long begun;
    private Duration backoff;

    PaymentFlow(PaymentId id, PaymentSettings settings) {
        this.plan = new Plan(id, settings);
        this.backoff = settings.minBackoff();
    }

    /** Of the payment. */
    PaymentId id() {
        return plan.id();
    }

    /** Takes a request. */
    List<Effect<A>> handle(Request<A> request, long now) {
        if (request instanceof Request.Pay<A> pay && !pay.job().payment().id().equals(plan.id())) {
            tell(pay.asker(), new PaymentReply.Conflict(plan.id(), "another payment was sent here"));
        } else if (stage == null) {
            begin(request, now);
        } else if (!share(request)) {
            queue(request);
        }
        return drain();
    }

    /** Takes the ledger's answer to {@link Effect.Create}. */
    List<Effect<A>> created(long answered, LedgerReply<CreateTransferResult> reply, long now) {
        return answered(
                answered,
                reply,
                now,
                (at, results) -> at.created(results.results(), new When(now, results.timestamp())));
    }

    /** Takes the ledger's answer to {@link Effect.LookUp}. */
    List<Effect<A>> found(long answered, LedgerReply<Transfer> reply, long now) {
        return answered(
                answered, reply, now, (at, results) -> at.found(results.results(), new When(now, results.timestamp())));
    }

    /** Takes the end of the user's step. */
    List<Effect<A>> stepped(long answered, PaymentStep.Result result, long now) {
        return advance(answered, now, at -> at.stepped(result));
    }

    /** Takes the end of a timer. */
    List<Effect<A>> timer(long answered, long now) {
        return advance(answered, now, at -> at instanceof Step ? at.late() : at);
    }

    /** True if nothing is worked at: it may leave memory. */
    boolean isIdle() {
        return stage == null;
    }

    /** True if the effect with this number is the last one, so that its end is still of use. */
    boolean isAt(long effect) {
        return stage != null && effect == number;
    }

    /** It has to stop here: tells all who wait that they should ask again. */
    List<Effect<A>> stop(String why) {
        PaymentReply undecided = new PaymentReply.Undecided(plan.id(), why);
        tellAll(undecided);
        waiting.forEach(request -> tell(request.asker(), undecided));
        waiting.clear();
        stage = null;
        current = null;
        number++;
        List<Effect<A>> last = effects;
        effects = new ArrayList<>(EFFECTS);
        return last;
    }

    // ---- requests

    private void begin(Request<A> request, long now) {
        Ended known = known(request);
        if (known != null) {
            tell(request.asker(), known.reply());
            return;
        }
        current = request;
        A asker = request.asker();
        if (asker != null) {
            askers.add(asker);
        }
        begun = now;
        backoff = plan.settings().minBackoff();
        carryOut(first(request, now), now);
    }

    private Stage first(Request<A> request, long now) {
        if (request instanceof Request.Pay<A> pay) {
            Job job = bounded(pay.job(), now);
            return job.attempt() == 0 ? Move.create(plan, job) : new Fence(plan, job);
        }
        if (request instanceof Request.GiveBack<A> back) {
            return new Search(plan, new Aim.GiveBack(plan, back.refund()));
        }
        return new Search(plan, request instanceof Request.Get<A> ? new Aim.Report(plan) : new Aim.Settle(plan, null));
    }

    private Job bounded(Job job, long now) {
        long latest = now + plan.settings().longestDeadline().toNanos();
        return new Job(job.payment(), job.attempt(), Math.min(job.deadline(), latest));
    }

    // The end that the request asks for, if it is known here.
    private @Nullable Ended known(Request<A> request) {
        Ended end = ended;
        if (end == null || request instanceof Request.GiveBack<A>) {
            return null;
        }
        if (request instanceof Request.Pay<A> pay) {
            return isEndOf(end, pay.job()) ? end : null;
        }
        return end;
    }

    private static boolean isEndOf(Ended end, Job job) {
        boolean isTried = !(end.reply() instanceof PaymentReply.Refused refused) || job.attempt() <= refused.attempt();
        return isTried && job.payment().equals(end.payment());
    }

    private boolean share(Request<A> request) {
        boolean isPaying = current instanceof Request.Pay<A> || current instanceof Request.Resume<A>;
        if (isPaying && request instanceof Request.Get<A> get) {
            tell(get.asker(), new PaymentReply.Open(plan.id(), attempt(), Instant.EPOCH));
            return true;
        }
        if (isPaying && request instanceof Request.Resume<A>) {
            return true;
        }
        if (current instanceof Request.Pay<A> first && request instanceof Request.Pay<A> pay) {
            if (first.job().payment().equals(pay.job().payment())) {
                askers.add(pay.asker());
            } else {
                tell(pay.asker(), new PaymentReply.Conflict(plan.id(), "another payment with this id is under way"));
            }
            return true;
        }
        return false;
    }

    private int attempt() {
        return current instanceof Request.Pay<A> pay ? pay.job().attempt() : 0;
    }

    private void queue(Request<A> request) {
        if (waiting.size() < WAITING_MAX) {
            waiting.add(request);
        } else {
            tell(request.asker(), new PaymentReply.Undecided(plan.id(), "too many requests wait for this payment"));
        }
    }

    // ---- answers

    private interface Answered<R> {
        Stage next(Stage at, LedgerReply.Results<R> results);
    }

    private <R> List<Effect<A>> answered(long answered, LedgerReply<R> reply, long now, Answered<R> next) {
        Stage at = stage;
        if (at == null || answered != number) {
            return List.of();
        }
        if (reply instanceof LedgerReply.Results<R> results) {
            backoff = plan.settings().minBackoff();
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

    private List<Effect<A>> advance(long answered, long now, Function<Stage, Stage> next) {
        Stage at = stage;
        if (at != null && answered == number) {
            carryOut(next.apply(at), now);
        }
        return drain();
    }

    // What became of it is unknown, or it was not executed: the same again, after a while.
    private void repeat(Stage at, long now) {
        long patience = begun + plan.settings().patience().toNanos();
        if (now >= Math.max(patience, at.until())) {
            carryOut(Ended.undecided(plan.id(), "the ledger could not be asked"), now);
            return;
        }
        effects.add(new Effect.Timer<>(number, backoff));
        Duration doubled = backoff.multipliedBy(2);
        Duration most = plan.settings().maxBackoff();
        backoff = doubled.compareTo(most) < 0 ? doubled : most;
    }

    // ---- stages

    private void carryOut(Stage next, long now) {
        Stage at = next.ready(now);
        stage = at;
        number++;
        Wish wish = at.wish();
        if (wish instanceof Wish.Create create) {
            effects.add(new Effect.Create<>(number, create.transfers()));
        } else if (wish instanceof Wish.LookUp lookUp) {
            effects.add(new Effect.LookUp<>(number, lookUp.ids()));
        } else if (wish instanceof Wish.CallStep call) {
            callStep(call, now);
        } else if (wish instanceof Wish.End end) {
            end(end, now);
        }
    }

    private void callStep(Wish.CallStep call, long now) {
        Instant until = Instant.EPOCH.plusNanos(call.until());
        Duration delay = Duration.ofNanos(Math.max(0, call.until() - now));
        effects.add(new Effect.CallStep<>(number, new PaymentStep.Call(call.payment(), call.attempt(), until)));
        effects.add(new Effect.Timer<>(number, delay));
    }

    private void end(Wish.End end, long now) {
        Payment payment = end.payment();
        if (payment != null) {
            ended = new Ended(end.reply(), payment);
        }
        tellAll(end.reply());
        stage = null;
        current = null;
        while (stage == null && !waiting.isEmpty()) {
            begin(waiting.remove(), now);
        }
    }

    // ---- effects

    private void tellAll(PaymentReply reply) {
        for (A asker : askers) {
            tell(asker, reply);
        }
        askers.clear();
    }

    private void tell(@Nullable A asker, PaymentReply reply) {
        if (asker != null) {
            effects.add(new Effect.Tell<>(asker, reply));
        }
    }

    private List<Effect<A>> drain() {
        List<Effect<A>> drained = effects;
        effects = new ArrayList<>(EFFECTS);
        return drained;
    }
}
