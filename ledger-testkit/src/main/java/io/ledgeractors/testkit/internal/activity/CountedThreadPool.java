package io.ledgeractors.testkit.internal.activity;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.ThreadPoolExecutorConfigurator;

/**
 * Makes the thread pool of a dispatcher, with its section {@code thread-pool-executor}, and counts its tasks. A
 * configuration names this class as the {@code executor} of the dispatcher.
 */
public final class CountedThreadPool extends ExecutorServiceConfigurator {
    private final ThreadPoolExecutorConfigurator pool;
    private final Activity activity;

    /** Creates the configurator, as Pekko does. */
    public CountedThreadPool(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        pool = new ThreadPoolExecutorConfigurator(config.getConfig("thread-pool-executor"), prerequisites);
        activity = Activity.of(prerequisites.settings());
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        ExecutorServiceFactory factory = pool.createExecutorServiceFactory(id, threads);
        return () -> new CountedExecutorService(factory.createExecutorService(), activity);
    }
}
