package io.ledgeractors.testkit.internal.activity;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/** Counts the tasks of the executor that another configurator makes for a dispatcher. */
abstract class CountedExecutorConfigurator extends ExecutorServiceConfigurator {
    private final ExecutorServiceConfigurator executors;
    private final Activity activity;

    CountedExecutorConfigurator(
            Config config, DispatcherPrerequisites prerequisites, ExecutorServiceConfigurator executors) {
        super(config, prerequisites);
        this.executors = executors;
        this.activity = Activity.of(prerequisites.settings());
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        ExecutorServiceFactory factory = executors.createExecutorServiceFactory(id, threads);
        return () -> new CountedExecutorService(factory.createExecutorService(), activity);
    }
}
