package io.ledgeractors.testkit.internal.activity;

import com.typesafe.config.Config;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ThreadPoolExecutorConfigurator;

/**
 * Makes the thread pool of a dispatcher, with its section {@code thread-pool-executor}, and counts its tasks. A
 * configuration names this class as the {@code executor} of the dispatcher.
 */
public final class CountedThreadPool extends CountedExecutorConfigurator {
    /** Creates the configurator, as Pekko does. */
    public CountedThreadPool(Config config, DispatcherPrerequisites prerequisites) {
        super(
                config,
                prerequisites,
                new ThreadPoolExecutorConfigurator(config.getConfig("thread-pool-executor"), prerequisites));
    }
}
