package io.ledgeractors.actors.payment.internal.flow;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
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
 * Holds the payments of one shard in memory, each with a {@link PaymentFlow} of its own, and keeps their timers. An
 * exception at one payment ends the work at this payment and at no other. The shard can be lost at any moment, because
 * all that counts is in the ledger.
 *
 * <p>Pure: times are arguments, in ns since 1970, and effects go to an {@link EffectHandler}. Not thread-safe.
 *
 * @param <A> identifies an asker
 */
public final class PaymentShard<A> {
    /**
     * The greatest number of payments that have ended and are still remembered, so that a repeated request is
     * answered at once.
     */
    static final int REMEMBERED_MAX = 32;

    private static final long NEVER = Long.MAX_VALUE;
    private static final int PARTS = 4;

    private record Remembered<A>(PaymentSlot<A> slot, long until) {}

    private final PaymentSettings settings;
    private final EffectHandler<A> effectHandler;
    private final Map<PaymentId, PaymentSlot<A>> slots = new HashMap<>();
    private final TreeSet<PaymentSlot<A>> timers = new TreeSet<>(
            Comparator.<PaymentSlot<A>>comparingLong(slot -> slot.due).thenComparingLong(slot -> slot.order));
    private final Deque<Remembered<A>> remembered = new ArrayDeque<>();
    private final long rememberFor;
    private final long sweep;
    private long order;
    private long alarm = NEVER;

    /** Creates a shard without payments. */
    public PaymentShard(PaymentSettings settings, EffectHandler<A> effectHandler) {
        this.settings = settings;
        this.effectHandler = effectHandler;
        this.rememberFor = settings.passivateAfter().toNanos();
        this.sweep = Math.max(1, rememberFor / PARTS);
    }

    /** Returns the number of payments in memory. */
    int size() {
        return slots.size();
    }

    /**
     * Takes a request for a payment.
     *
     * @param now ns since 1970
     */
    public void handle(PaymentId id, PaymentRequest<A> request, long now) {
        PaymentSlot<A> slot = slots.get(id);
        if (slot == null) {
            slot = begin(id);
        }
        PaymentFlow<A> flow = slot.flow;
        advance(slot, now, () -> flow.handle(request, now));
    }

    private PaymentSlot<A> begin(PaymentId id) {
        PaymentSlot<A> slot = new PaymentSlot<>(new PaymentFlow<>(id, settings), order++);
        slots.put(id, slot);
        return slot;
    }

    /** Takes the ledger's reply to {@link EffectHandler#create}. */
    public void created(PaymentSlot<A> slot, long number, LedgerReply.Outcome<CreateTransferResult> reply, long now) {
        advance(slot, now, () -> slot.flow.created(number, reply, now));
    }

    /** Takes the ledger's reply to {@link EffectHandler#lookUp}. */
    public void found(PaymentSlot<A> slot, long number, LedgerReply.Outcome<Transfer> reply, long now) {
        advance(slot, now, () -> slot.flow.found(number, reply, now));
    }

    /** Takes the result of the user's step. */
    public void stepped(PaymentSlot<A> slot, long number, PaymentStep.Result result, long now) {
        advance(slot, now, () -> slot.flow.stepped(number, result, now));
    }

    /** Handles the timers that have ended by now. */
    public void tick(long now) {
        alarm = NEVER;
        while (!timers.isEmpty() && timers.first().due <= now) {
            timeIsUp(timers.first(), now);
        }
        while (!remembered.isEmpty() && remembered.peek().until() <= now) {
            leave(remembered.remove());
        }
        wake();
    }

    /**
     * Stops the work here. All waiting askers are told that the outcome is undecided, and the payments are resumed
     * elsewhere.
     */
    public void stop(String why) {
        List<PaymentSlot<A>> all = new ArrayList<>(slots.values());
        all.forEach(slot -> stop(slot, why));
        remembered.clear();
    }

    private void timeIsUp(PaymentSlot<A> slot, long now) {
        stopTimer(slot);
        advance(slot, now, () -> slot.flow.timer(slot.timer, now));
        if (slot.isFailed) {
            slot.isFailed = false;
            advance(slot, now, () -> slot.flow.handle(new PaymentRequest.Resume<>(), now));
        }
    }

    // ---- one payment

    private void advance(PaymentSlot<A> slot, long now, Supplier<List<PaymentEffect<A>>> step) {
        if (slot.isDropped) {
            return;
        }
        List<PaymentEffect<A>> effects;
        try {
            effects = step.get();
        } catch (RuntimeException failure) {
            fail(slot, failure, now);
            return;
        }
        for (PaymentEffect<A> effect : effects) {
            tryOut(slot, effect, now);
        }
        if (slot.flow.isIdle() && !slot.isRemembered && !slot.isFailed && !slot.isDropped) {
            remember(slot, now);
        }
    }

    private void tryOut(PaymentSlot<A> slot, PaymentEffect<A> effect, long now) {
        try {
            carryOut(slot, effect, now);
        } catch (RuntimeException failure) {
            fail(slot, failure, now);
        }
    }

    // After a failure only outcomes are still told.
    private void carryOut(PaymentSlot<A> slot, PaymentEffect<A> effect, long now) {
        if (effect instanceof PaymentEffect.Tell<A> tell) {
            effectHandler.tell(tell.asker(), tell.outcome());
        } else if (slot.isDropped) {
            return;
        } else if (effect instanceof PaymentEffect.Create<A> create) {
            effectHandler.create(slot, create);
        } else if (effect instanceof PaymentEffect.LookUp<A> lookUp) {
            effectHandler.lookUp(slot, lookUp);
        } else if (effect instanceof PaymentEffect.CallStep<A> call) {
            call(slot, call, now);
        } else if (effect instanceof PaymentEffect.Timer<A> timer) {
            startTimer(slot, timer, now);
        }
    }

    private void call(PaymentSlot<A> slot, PaymentEffect.CallStep<A> call, long now) {
        PaymentStep.Result result = effectHandler.call(slot, call);
        if (result != null) {
            stepped(slot, call.number(), result, now);
        }
    }

    // The payment is resumed here after a while, so that one that always fails does not fail all the time.
    private void fail(PaymentSlot<A> slot, RuntimeException failure, long now) {
        effectHandler.failed(slot.id(), failure);
        boolean wasUnderWay = leaveOff(slot, "the workflow failed and starts again");
        if (wasUnderWay) {
            PaymentSlot<A> next = begin(slot.id());
            next.isFailed = true;
            startTimer(next, now + settings.maxBackoff().toNanos());
        }
    }

    private void stop(PaymentSlot<A> slot, String why) {
        boolean wasUnderWay = leaveOff(slot, why);
        if (wasUnderWay || slot.isFailed) {
            effectHandler.resume(slot.id());
        }
    }

    private boolean leaveOff(PaymentSlot<A> slot, String why) {
        drop(slot);
        boolean wasUnderWay = !slot.flow.isIdle();
        for (PaymentEffect<A> effect : slot.flow.stop(why)) {
            if (effect instanceof PaymentEffect.Tell<A> tell) {
                effectHandler.tell(tell.asker(), tell.outcome());
            }
        }
        return wasUnderWay;
    }

    private void drop(PaymentSlot<A> slot) {
        slot.isDropped = true;
        stopTimer(slot);
        slots.remove(slot.id(), slot);
    }

    // ---- time

    private void startTimer(PaymentSlot<A> slot, PaymentEffect.Timer<A> timer, long now) {
        // The step may have ended already, and then its timer is of no use.
        if (slot.flow.isAt(timer.number())) {
            slot.timer = timer.number();
            startTimer(slot, now + timer.delay().toNanos());
        }
    }

    private void startTimer(PaymentSlot<A> slot, long due) {
        stopTimer(slot);
        slot.due = due;
        slot.isTimed = timers.add(slot);
        wake();
    }

    private void stopTimer(PaymentSlot<A> slot) {
        if (slot.isTimed) {
            timers.remove(slot);
            slot.isTimed = false;
        }
    }

    private void remember(PaymentSlot<A> slot, long now) {
        stopTimer(slot);
        slot.isRemembered = true;
        remembered.add(new Remembered<>(slot, now + rememberFor));
        if (remembered.size() > REMEMBERED_MAX) {
            leave(remembered.remove());
        }
        wake();
    }

    private void leave(Remembered<A> ended) {
        ended.slot().isRemembered = false;
        if (ended.slot().flow.isIdle()) {
            drop(ended.slot());
        }
    }

    private void wake() {
        long first = timers.isEmpty() ? NEVER : timers.first().due;
        long next = remembered.isEmpty() ? first : Math.min(first, sweepAt(remembered.peek()));
        if (next < alarm) {
            alarm = next;
            effectHandler.wake(next);
        }
    }

    // No asker waits for a payment to leave memory, so several leave at one time.
    private long sweepAt(Remembered<A> ended) {
        return (ended.until() / sweep + 1) * sweep;
    }
}
