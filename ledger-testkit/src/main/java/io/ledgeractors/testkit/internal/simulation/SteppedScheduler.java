package io.ledgeractors.testkit.internal.simulation;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * Pekko's scheduler in the virtual time of a simulation. A configuration names this class as {@code
 * pekko.scheduler.implementation}.
 */
public final class SteppedScheduler extends AbstractScheduler {
    // As often as once in a ns.
    private static final double MAX_FREQUENCY = 1e9;

    private final SteppedThreads threads;

    /** Creates the scheduler, as Pekko does. */
    public SteppedScheduler(Config config, LoggingAdapter log, ThreadFactory factory) {
        this.threads = SteppedThreads.of(config);
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext executor) {
        return threads.schedule(delay.toNanos(), task, executor::execute);
    }

    // Pekko deprecates calls of this method, but schedulers have to implement it.
    @Override
    @SuppressWarnings("deprecation")
    public Cancellable schedule(
            FiniteDuration initialDelay, FiniteDuration interval, Runnable task, ExecutionContext executor) {
        Repeated repeated = new Repeated(interval, task, executor);
        repeated.next(initialDelay);
        return repeated;
    }

    @Override
    public double maxFrequency() {
        return MAX_FREQUENCY;
    }

    private final class Repeated implements Runnable, Cancellable {
        private final FiniteDuration interval;
        private final Runnable task;
        private final ExecutionContext executor;
        private Cancellable timer = Cancellable.alreadyCancelled();
        private boolean isCancelled;

        Repeated(FiniteDuration interval, Runnable task, ExecutionContext executor) {
            this.interval = interval;
            this.task = task;
            this.executor = executor;
        }

        void next(FiniteDuration delay) {
            timer = scheduleOnce(delay, this, executor);
        }

        @Override
        public void run() {
            if (!isCancelled) {
                next(interval);
                task.run();
            }
        }

        @Override
        public boolean cancel() {
            timer.cancel();
            boolean isFirst = !isCancelled;
            isCancelled = true;
            return isFirst;
        }

        @Override
        public boolean isCancelled() {
            return isCancelled;
        }
    }
}
