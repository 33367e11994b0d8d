package io.ledgeractors.testkit.internal.time;

import io.ledgeractors.embedded.replica.ExpiryPass;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.testkit.internal.activity.Activity;
import io.ledgeractors.testkit.internal.activity.Quiet;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves the time of a ledger and its actors from one due time to the next. At each it expires transfers, then rings the
 * alarms one by one, and waits after each until all is quiet. Thread-safe.
 */
public final class TimeMachine {
    private static final ExpiryPass NOTHING = new ExpiryPass(0, Long.MAX_VALUE);

    private final VirtualTime time;
    private final Supplier<CompletionStage<ExpiryPass>> ledger;
    private final Collection<Activity> activities;
    private final Duration patience;

    /**
     * Creates a time machine.
     *
     * @param ledger expires what is due
     * @param activities that must be quiet before the time moves; may grow
     * @param patience the longest wait for quiet, of real time
     */
    public TimeMachine(
            VirtualTime time,
            Supplier<CompletionStage<ExpiryPass>> ledger,
            Collection<Activity> activities,
            Duration patience) {
        this.time = time;
        this.ledger = ledger;
        this.activities = activities;
        this.patience = patience;
    }

    /**
     * Moves the time on, from the time of the clock or of the ledger, whichever is later.
     *
     * @throws IllegalArgumentException if the duration is negative, or leads behind the year 2262
     */
    public synchronized void advance(Duration duration) {
        if (Objects.requireNonNull(duration, "duration").isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + duration);
        }
        time.moveTo(settle().timestamp());
        goTo(Times.later(time.realtimeNanos(), duration));
    }

    /**
     * Moves the time to ns since 1970.
     *
     * @throws IllegalArgumentException if that is in the past
     */
    public synchronized void advanceTo(long realtimeNanos) {
        if (realtimeNanos < time.realtimeNanos()) {
            throw new IllegalArgumentException("time does not run backwards, from " + time.realtimeNanos() + " to "
                    + realtimeNanos + " ns since 1970");
        }
        goTo(realtimeNanos);
    }

    /** Waits until nothing is under way any more. The time stands still. */
    public void awaitQuiet() {
        Quiet.await(activities, patience);
    }

    /** Waits until nothing is under way any more, at most for a limit of real time. */
    public void awaitQuiet(Duration limit) {
        try {
            Quiet.await(activities, limit);
        } catch (IllegalStateException busy) {
            // Actors that never rest must not keep a test from looking at the ledger.
        }
    }

    private void goTo(long target) {
        ExpiryPass pass = settle();
        for (long next = next(pass); next <= target; next = next(pass)) {
            time.moveTo(next);
            pass = settle();
        }
        time.moveTo(target);
        settle();
    }

    // An expiry that is due and does not happen waits for capacity of the ledger, so it is no time to go to.
    private long next(ExpiryPass pass) {
        long expiry = pass.nextExpiry() > time.realtimeNanos() ? pass.nextExpiry() : Long.MAX_VALUE;
        return Math.min(expiry, time.nextDue());
    }

    /** Does everything that is due at the present time. */
    private ExpiryPass settle() {
        awaitQuiet();
        ExpiryPass pass = expire();
        for (Alarms.Task due = time.takeDue(); due != null; due = time.takeDue()) {
            ring(due);
            awaitQuiet();
            pass = expire();
        }
        return pass;
    }

    // A ledger that is closed or has failed expires nothing.
    private ExpiryPass expire() {
        ExpiryPass pass = join(ledger.get());
        return pass == null ? NOTHING : pass;
    }

    private void ring(Alarms.Task due) {
        join(due.ring());
    }

    private <T> @Nullable T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture()
                    .copy()
                    .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof java.util.concurrent.TimeoutException) {
                throw new IllegalStateException(
                        "the receiver of a timer or the ledger has not answered for " + patience + " of real time",
                        failed);
            }
            return null;
        }
    }
}
