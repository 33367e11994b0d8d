package io.ledgeractors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Tests the kit as an extension of JUnit, by running test classes. */
class LedgerTestKitExtensionTest {
    private static final Set<Ledger> SEEN = ConcurrentHashMap.newKeySet();
    private static final Map<String, CountDownLatch> MEETING = new ConcurrentHashMap<>();

    private static final String INSIDE = "ledger.testkit.inside";

    /** Lets test classes run only if a test of this class runs them. */
    static final class InsideOnly implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(INSIDE).isPresent()
                    ? ConditionEvaluationResult.enabled("run by a test")
                    : ConditionEvaluationResult.disabled("run by the tests of LedgerTestKitExtensionTest only");
        }
    }

    private static void run(Class<?> tests, int expected) {
        SEEN.clear();
        MEETING.clear();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter(INSIDE, "true")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .build();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.getFailures().forEach(failure -> {
            throw new AssertionError(failure.getTestIdentifier().getDisplayName(), failure.getException());
        });
        assertThat(summary.getTestsSucceededCount()).isEqualTo(expected);
    }

    /** Creates an account that no other test with the same ledger may have created. */
    private static void createFirst(LedgerTestKit kit) {
        SEEN.add(kit.ledger());
        assertThat(kit.await(kit.ledger().lookupAccounts(List.of(UInt128.of(1))))
                        .orThrow())
                .isEmpty();
        kit.await(kit.ledger().createAccounts(List.of(Things.account(1))));
    }

    /** Waits until two tests are here at the same time. */
    private static void meet(String where) throws InterruptedException {
        CountDownLatch both = MEETING.computeIfAbsent(where, missing -> new CountDownLatch(2));
        both.countDown();
        assertThat(both.await(10, TimeUnit.SECONDS)).as("tests run in parallel").isTrue();
    }

    @ExtendWith(InsideOnly.class)
    static class InAStaticField {
        @RegisterExtension
        static final LedgerTestKit kit = LedgerTestKit.inMemory();

        @Test
        void shouldHaveOneLedger() {
            SEEN.add(kit.ledger());
        }

        @Test
        void shouldHaveTheSameLedger() {
            SEEN.add(kit.ledger());
        }

        @Nested
        class Inside {
            @Test
            void shouldHaveTheSameLedgerToo() {
                SEEN.add(kit.ledger());
            }
        }
    }

    @Test
    void shouldOpenOneLedgerForTheTestsOfAClass() {
        run(InAStaticField.class, 3);
        assertThat(SEEN).hasSize(1);
        assertThatIllegalStateException()
                .isThrownBy(InAStaticField.kit::ledger)
                .withMessageContaining("@RegisterExtension");
    }

    @ExtendWith(InsideOnly.class)
    static class InAnInstanceField {
        @RegisterExtension
        final LedgerTestKit kit = LedgerTestKit.inMemory();

        @BeforeEach
        void shouldBeOpenBeforeEach() {
            createFirst(kit);
        }

        @Test
        void shouldHaveALedger() {}

        @Test
        void shouldHaveALedgerOfItsOwn() {}
    }

    @Test
    void shouldOpenALedgerForEachTest() {
        run(InAnInstanceField.class, 2);
        assertThat(SEEN).hasSize(2);
    }

    @ExtendWith(InsideOnly.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class InParallel {
        @RegisterExtension
        static final LedgerTestKit kit = LedgerTestKit.inMemory().freshPerTest();

        @Test
        void shouldHaveALedgerOfItsOwn() throws Exception {
            createFirst(kit);
            meet("static");
            assertThat(Ledger.get(kit.system())).isSameAs(kit.ledger());
        }

        @Test
        void shouldHaveAnotherLedger() throws Exception {
            createFirst(kit);
            meet("static");
            assertThat(Ledger.get(kit.system())).isSameAs(kit.ledger());
        }
    }

    @Test
    void shouldKeepTestsApartThatRunInParallel() {
        run(InParallel.class, 2);
        assertThat(SEEN).hasSize(2);
    }

    @ExtendWith(InsideOnly.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class AsParameter {
        @LedgerTest
        void shouldHaveALedgerOfItsOwn(LedgerTestKit kit) throws Exception {
            createFirst(kit);
            meet("parameter");
        }

        @LedgerTest
        void shouldHaveAnotherLedger(LedgerTestKit kit, LedgerTestKit same) throws Exception {
            assertThat(kit).isSameAs(same);
            createFirst(kit);
            meet("parameter");
        }
    }

    @Test
    void shouldGiveEachTestAKitAsParameter() {
        run(AsParameter.class, 2);
        assertThat(SEEN).hasSize(2);
    }
}
