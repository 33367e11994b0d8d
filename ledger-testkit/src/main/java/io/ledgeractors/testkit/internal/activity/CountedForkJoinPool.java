package io.ledgeractors.testkit.internal.activity;

import com.typesafe.config.Config;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ForkJoinExecutorConfigurator;

/**
 * Makes the fork-join pool of a dispatcher, with its section {@code fork-join-executor}, and counts its tasks. A
 * configuration names this class as the {@code executor} of the dispatcher.
 */
public final class CountedForkJoinPool extends CountedExecutorConfigurator {
    /** Creates the configurator, as Pekko does. */
    public CountedForkJoinPool(Config config, DispatcherPrerequisites prerequisites) {
        super(
                config,
                prerequisites,
                new ForkJoinExecutorConfigurator(config.getConfig("fork-join-executor"), prerequisites));
    }
}
