package io.ledgeractors.it.mutation;

import java.io.PrintWriter;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs a test in a process of its own. The exit code is 0 if it passes, 1 if it fails, and 2 if there is no such test.
 */
final class FinderRun {
    private FinderRun() {}

    /** Runs the test that the first argument names, as {@link Mutant.Finder} says. */
    public static void main(String[] arguments) {
        String test = arguments[0];
        DiscoverySelector selector =
                test.contains("#") ? DiscoverySelectors.selectMethod(test) : DiscoverySelectors.selectClass(test);
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selector).build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, summary);
        summary.getSummary().printFailuresTo(new PrintWriter(System.out, true), 0);
        boolean isFailed = summary.getSummary().getTotalFailureCount() > 0;
        boolean isMissing = summary.getSummary().getTestsStartedCount() == 0 && !isFailed;
        System.exit(isMissing ? 2 : isFailed ? 1 : 0);
    }
}
