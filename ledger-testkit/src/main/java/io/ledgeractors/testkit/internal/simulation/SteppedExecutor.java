package io.ledgeractors.testkit.internal.simulation;

import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/**
 * Makes an executor of a dispatcher whose tasks are steps of a simulation. A configuration names this class as the
 * {@code executor} of the dispatcher.
 */
public final class SteppedExecutor extends ExecutorServiceConfigurator {
    private final SteppedThreads threads;

    /** Creates the configurator, as Pekko does. */
    public SteppedExecutor(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        this.threads = SteppedThreads.of(prerequisites.settings().config());
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory factory) {
        return () -> new Service(threads);
    }

    private static final class Service extends AbstractExecutorService {
        private final SteppedThreads threads;
        private volatile boolean isShutdown;

        Service(SteppedThreads threads) {
            this.threads = threads;
        }

        @Override
        public void execute(Runnable task) {
            threads.execute(task);
        }

        @Override
        public void shutdown() {
            isShutdown = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            isShutdown = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return isShutdown;
        }

        // The threads belong to the system, so none of them ends with the executor.
        @Override
        public boolean isTerminated() {
            return isShutdown;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return isShutdown;
        }
    }
}
