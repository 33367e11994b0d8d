package io.ledgeractors.testkit.internal.activity;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.ForkJoinExecutorConfigurator;

/**
 * Makes the fork-join pool of a dispatcher, with its section {@code fork-join-executor}, and counts its tasks. A
 * configuration names this class as the {@code executor} of the dispatcher.
 */
public final class CountedForkJoinPool extends ExecutorServiceConfigurator {
    private final ForkJoinExecutorConfigurator pool;
    private final Activity activity;

    /** Creates the configurator, as Pekko does. */
    public CountedForkJoinPool(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        pool = new ForkJoinExecutorConfigurator(config.getConfig("fork-join-executor"), prerequisites);
        activity = Activity.of(prerequisites.settings());
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        ExecutorServiceFactory factory = pool.createExecutorServiceFactory(id, threads);
        return () -> new CountedExecutorService(factory.createExecutorService(), activity);
    }
}
