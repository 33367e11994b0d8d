package io.ledgeractors.it.mutation;

import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs tests in a process of its own until one fails. The exit codes differ from those with which a JVM ends that
 * cannot start, so that such a JVM is not taken for a test that failed.
 */
final class FinderRun {
    static final int PASSED = 0;
    static final int FAILED = 10;
    static final int MISSING = 11;

    /**
     * Begins the line of output that names the argument whose test failed, that test, and the first line of its
     * message.
     */
    static final String FAILURE = "FAILED ";

    private static final Object TELLING = new Object();

    private FinderRun() {}

    /** Runs the tests that the arguments name, one after another, as {@link Bug.Finder} says. */
    public static void main(String[] arguments) {
        for (String test : arguments) {
            run(test);
        }
        Runtime.getRuntime().halt(PASSED);
    }

    private static void run(String test) {
        DiscoverySelector selector =
                test.contains("#") ? DiscoverySelectors.selectMethod(test) : DiscoverySelectors.selectClass(test);
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selector).build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        try {
            launcher.execute(request, summary, listener(test));
        } catch (Throwable fatal) {
            // JUnit passes on what it takes for the end of the JVM, such as exhausted memory.
            end(test, simple(test), fatal);
        }
        if (summary.getSummary().getTestsStartedCount() == 0) {
            System.out.println("there is no test " + test);
            Runtime.getRuntime().halt(MISSING);
        }
    }

    private static TestExecutionListener listener(String test) {
        return new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
                result.getThrowable()
                        .filter(failure -> result.getStatus() == TestExecutionResult.Status.FAILED)
                        .ifPresent(failure -> end(test, name(finished), failure));
            }
        };
    }

    // One failure is enough. The process is halted, because what a test left behind might keep it alive.
    private static void end(String test, String failed, Throwable failure) {
        synchronized (TELLING) {
            String message = String.valueOf(failure.getMessage())
                    .strip()
                    .lines()
                    .findFirst()
                    .orElse("");
            System.out.println();
            System.out.println(FAILURE + test + " " + failed + " " + message);
            failure.printStackTrace(System.out);
            System.out.flush();
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static String name(TestIdentifier finished) {
        Object source = finished.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return simple(method.getClassName()) + "#" + method.getMethodName();
        }
        return source instanceof ClassSource type ? simple(type.getClassName()) : finished.getDisplayName();
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
