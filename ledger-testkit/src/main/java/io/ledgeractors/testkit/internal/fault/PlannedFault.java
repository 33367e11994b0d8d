package io.ledgeractors.testkit.internal.fault;

import io.ledgeractors.testkit.fault.AskedEvents;
import io.ledgeractors.testkit.fault.Fault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fault of a {@link FaultPlan}, which guards all of its state with its monitor. */
public final class PlannedFault implements Fault {
    /** The real time that {@link #await} waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FaultPlan plan;
    private final FaultRule rule;
    private final long asksBefore;
    private final Thread owner = Thread.currentThread();
    private int struck;
    private boolean isCancelled;
    private @Nullable Throwable thrown;

    /**
     * Creates a fault that has struck nothing.
     *
     * @param asksBefore number of asks that came before it was named
     */
    PlannedFault(FaultPlan plan, FaultRule rule, long asksBefore) {
        this.plan = plan;
        this.rule = rule;
        this.asksBefore = asksBefore;
    }

    /** Returns what it does to the ask. */
    public Strike strike() {
        return rule.strike();
    }

    /** Notes that it has struck one of the asks that it was picked for. */
    public void hasStruck() {
        synchronized (plan) {
            struck++;
            plan.notifyAll();
        }
    }

    // A condition of a test may throw anything. The batcher must go on all the same.
    boolean wants(AskedEvents ask) {
        try {
            return rule.wants(ask);
        } catch (RuntimeException | Error failure) {
            thrown = failure;
            plan.notifyAll();
            return false;
        }
    }

    void pick() {
        rule.pick();
    }

    boolean isOf(Thread thread) {
        return owner == thread;
    }

    boolean isExhausted() {
        return rule.isExhausted();
    }

    @Override
    public int struck() {
        synchronized (plan) {
            return struck;
        }
    }

    @Override
    public Fault await() {
        return await(1);
    }

    @Override
    public Fault await(int asks) {
        if (asks < 1 || asks > rule.strikes()) {
            throw new IllegalArgumentException("the fault strikes 1 ask or more and at most " + rule.strikes()
                    + ", so it cannot be awaited for " + asks + ": " + this);
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (plan) {
            while (struck < asks) {
                requireHope();
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("the fault has struck " + struck + " of " + asks + " asks within "
                            + PATIENCE.toSeconds() + " s: " + this + "; " + plan.lastAsks(asksBefore));
                }
                pause(left);
            }
        }
        return this;
    }

    private void requireHope() {
        if (thrown != null) {
            throw new AssertionError("the condition threw: " + this, thrown);
        }
        if (isCancelled) {
            throw new AssertionError("the fault was cancelled: " + this + "; " + plan.lastAsks(asksBefore));
        }
    }

    private void pause(long nanos) {
        try {
            plan.wait(nanos / 1_000_000 + 1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    @Override
    public void cancel() {
        synchronized (plan) {
            plan.remove(this);
            isCancelled = true;
            plan.notifyAll();
        }
    }

    @Override
    public String toString() {
        return rule.toString();
    }
}
