package io.ledgeractors.it;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Skips and reports the tests that {@link NotOutside} names if there is an outside server. JUnit loads this class. */
public final class OutsideRun implements PostDiscoveryFilter, TestExecutionListener {
    // JUnit creates an instance for each of the two roles, so both share this map.
    private static final Map<String, String> LEFT_OUT = new ConcurrentSkipListMap<>();

    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        Optional<String> name = ServerUnderTest.isOutside()
                ? names(descriptor)
                        .filter(one -> NotOutside.reason(one).isPresent())
                        .findFirst()
                : Optional.empty();
        name.ifPresent(one -> LEFT_OUT.put(one, NotOutside.reason(one).orElseThrow()));
        return FilterResult.includedIf(name.isEmpty());
    }

    private static Stream<String> names(TestDescriptor descriptor) {
        if (descriptor.getSource().orElse(null) instanceof MethodSource method) {
            String type = simple(method.getClassName());
            return Stream.of(type, type + "." + method.getMethodName());
        }
        return Stream.empty();
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        LEFT_OUT.forEach((name, why) -> System.out.println("left out, " + name + ": " + why));
        LEFT_OUT.clear();
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
