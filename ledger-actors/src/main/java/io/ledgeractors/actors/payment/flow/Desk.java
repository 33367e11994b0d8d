package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Works at many payments, each with a {@link PaymentFlow} of its own: which are in memory, and when they are to be looked
 * at again. What throws while it works at one payment ends that one's work here and no other's. It can be lost at any
 * moment, as the flows can.
 *
 * <p>Pure: times come in as ns since 1970, what is to be done goes out to {@link Hands}. Not thread-safe.
 *
 * @param <A> who asks
 */
public final class Desk<A> {
    /** Payments that have ended and are still remembered, so that who asks again is answered at once. */
    static final int RESTING_MAX = 32;

    private static final long NEVER = Long.MAX_VALUE;
    private static final int PARTS = 4;

    private record Rest<A>(Work<A> work, long until) {}

    private final PaymentSettings settings;
    private final Hands<A> hands;
    private final Map<PaymentId, Work<A>> works = new HashMap<>();
    private final TreeSet<Work<A>> timers =
            new TreeSet<>(Comparator.<Work<A>>comparingLong(work -> work.due).thenComparingLong(work -> work.order));
    private final Deque<Rest<A>> resting = new ArrayDeque<>();
    private final long rest;
    private final long sweep;
    private long order;
    private long alarm = NEVER;

    /** A desk without payments. */
    public Desk(PaymentSettings settings, Hands<A> hands) {
        this.settings = settings;
        this.hands = hands;
        this.rest = settings.passivateAfter().toNanos();
        this.sweep = Math.max(1, rest / PARTS);
    }

    /** How many payments are in memory. */
    int size() {
        return works.size();
    }

    /** Takes a request for a payment. */
    public void handle(PaymentId id, Request<A> request, long now) {
        Work<A> work = works.get(id);
        if (work == null) {
            work = begin(id);
        }
        PaymentFlow<A> flow = work.flow;
        advance(work, now, () -> flow.handle(request, now));
    }

    private Work<A> begin(PaymentId id) {
        Work<A> work = new Work<>(new PaymentFlow<>(id, settings), order++);
        works.put(id, work);
        return work;
    }

    /** Takes the ledger's answer to {@link Hands#create}. */
    public void created(Work<A> work, long number, LedgerReply<CreateTransferResult> reply, long now) {
        advance(work, now, () -> work.flow.created(number, reply, now));
    }

    /** Takes the ledger's answer to {@link Hands#lookUp}. */
    public void found(Work<A> work, long number, LedgerReply<Transfer> reply, long now) {
        advance(work, now, () -> work.flow.found(number, reply, now));
    }

    /** Takes the end of the user's step. */
    public void stepped(Work<A> work, long number, PaymentStep.Result result, long now) {
        advance(work, now, () -> work.flow.stepped(number, result, now));
    }

    /** Time has passed: looks at what is due. */
    public void tick(long now) {
        alarm = NEVER;
        while (!timers.isEmpty() && timers.first().due <= now) {
            timeIsUp(timers.first(), now);
        }
        while (!resting.isEmpty() && resting.peek().until() <= now) {
            leave(resting.remove());
        }
        wake();
    }

    /** It has to stop here: tells all who wait that they should ask again, and has the payments resumed elsewhere. */
    public void stop(String why) {
        List<Work<A>> all = new ArrayList<>(works.values());
        all.forEach(work -> stop(work, why));
        resting.clear();
    }

    private void timeIsUp(Work<A> work, long now) {
        stopTimer(work);
        advance(work, now, () -> work.flow.timer(work.timer, now));
        if (work.isFailed) {
            work.isFailed = false;
            advance(work, now, () -> work.flow.handle(new Request.Resume<>(), now));
        }
    }

    // ---- one payment

    private void advance(Work<A> work, long now, Supplier<List<Effect<A>>> step) {
        if (work.isDropped) {
            return;
        }
        List<Effect<A>> effects;
        try {
            effects = step.get();
        } catch (RuntimeException failure) {
            fail(work, failure, now);
            return;
        }
        for (Effect<A> effect : effects) {
            tryOut(work, effect, now);
        }
        if (work.flow.isIdle() && !work.isResting && !work.isFailed && !work.isDropped) {
            rest(work, now);
        }
    }

    private void tryOut(Work<A> work, Effect<A> effect, long now) {
        try {
            carryOut(work, effect, now);
        } catch (RuntimeException failure) {
            fail(work, failure, now);
        }
    }

    // After a failure only answers are still given.
    private void carryOut(Work<A> work, Effect<A> effect, long now) {
        if (effect instanceof Effect.Tell<A> tell) {
            hands.tell(tell.asker(), tell.reply());
        } else if (work.isDropped) {
            return;
        } else if (effect instanceof Effect.Create<A> create) {
            hands.create(work, create);
        } else if (effect instanceof Effect.LookUp<A> lookUp) {
            hands.lookUp(work, lookUp);
        } else if (effect instanceof Effect.CallStep<A> call) {
            call(work, call, now);
        } else if (effect instanceof Effect.Timer<A> timer) {
            startTimer(work, timer, now);
        }
    }

    private void call(Work<A> work, Effect.CallStep<A> call, long now) {
        PaymentStep.Result result = hands.call(work, call);
        if (result != null) {
            stepped(work, call.number(), result, now);
        }
    }

    // What was under way is taken up again here, after a while, so that what always fails does not fail all the time.
    private void fail(Work<A> work, RuntimeException failure, long now) {
        hands.failed(work.id(), failure);
        boolean wasUnderWay = leaveOff(work, "the workflow failed and starts again");
        if (wasUnderWay) {
            Work<A> next = begin(work.id());
            next.isFailed = true;
            startTimer(next, now + settings.maxBackoff().toNanos());
        }
    }

    private void stop(Work<A> work, String why) {
        boolean wasUnderWay = leaveOff(work, why);
        if (wasUnderWay || work.isFailed) {
            hands.resume(work.id());
        }
    }

    private boolean leaveOff(Work<A> work, String why) {
        drop(work);
        boolean wasUnderWay = !work.flow.isIdle();
        for (Effect<A> effect : work.flow.stop(why)) {
            if (effect instanceof Effect.Tell<A> tell) {
                hands.tell(tell.asker(), tell.reply());
            }
        }
        return wasUnderWay;
    }

    private void drop(Work<A> work) {
        work.isDropped = true;
        stopTimer(work);
        works.remove(work.id(), work);
    }

    // ---- time

    private void startTimer(Work<A> work, Effect.Timer<A> timer, long now) {
        // The step may have ended already.
        if (work.flow.isAt(timer.number())) {
            work.timer = timer.number();
            startTimer(work, now + timer.delay().toNanos());
        }
    }

    private void startTimer(Work<A> work, long due) {
        stopTimer(work);
        work.due = due;
        work.isTimed = timers.add(work);
        wake();
    }

    private void stopTimer(Work<A> work) {
        if (work.isTimed) {
            timers.remove(work);
            work.isTimed = false;
        }
    }

    private void rest(Work<A> work, long now) {
        stopTimer(work);
        work.isResting = true;
        resting.add(new Rest<>(work, now + rest));
        if (resting.size() > RESTING_MAX) {
            leave(resting.remove());
        }
        wake();
    }

    private void leave(Rest<A> ended) {
        ended.work().isResting = false;
        if (ended.work().flow.isIdle()) {
            drop(ended.work());
        }
    }

    private void wake() {
        long first = timers.isEmpty() ? NEVER : timers.first().due;
        long next = resting.isEmpty() ? first : Math.min(first, sweepAt(resting.peek()));
        if (next < alarm) {
            alarm = next;
            hands.wake(next);
        }
    }

    // Nobody waits for a payment to leave: several go at once.
    private long sweepAt(Rest<A> ended) {
        return (ended.until() / sweep + 1) * sweep;
    }
}
