package io.ledgeractors.tck.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ScenarioRunnerTest {
    private final Coverage coverage = new Coverage();
    private final ScenarioRunner runner = new ScenarioRunner(coverage);

    @Test
    void shouldAcceptTheRecordedAnswersOfEveryScenario() {
        Scenarios.all().forEach(scenario -> run(scenario, UnaryOperator.identity()));
        System.out.println("replayed " + coverage);
        assertThat(coverage.scenarios()).isEqualTo(Scenarios.COUNT);
        assertThat(coverage.steps()).isEqualTo(Scenarios.STEPS);
        assertThat(coverage.createEvents()).isEqualTo(Scenarios.CREATE_EVENTS);
        assertThat(coverage.skippedSteps()).isZero();
        assertThat(coverage.accountStatuses().keySet()).isEqualTo(EnumSet.allOf(CreateAccountStatus.class));
        // README.md, "Not reachable": needs a clock in the year 2126.
        Set<CreateTransferStatus> reachable = EnumSet.allOf(CreateTransferStatus.class);
        reachable.remove(CreateTransferStatus.OverflowsTimeout);
        assertThat(coverage.transferStatuses().keySet()).isEqualTo(reachable);
        assertThat(coverage.stepsByOperation()).hasSize(Operation.values().length - 1);
    }

    @Test
    void shouldFindEveryWrongBit() {
        long seed = 20261121;
        Random random = new Random(seed);
        List<Scenario> scenarios = List.of(
                Scenarios.load("old_batches"),
                Scenarios.load("old_plain"),
                Scenarios.load("two_phase_basics"),
                Scenarios.load("query_accounts"),
                Scenarios.load("history_balances"),
                Scenarios.load("import_001_chains"));
        for (int round = 0; round < 400; round++) {
            Scenario scenario = scenarios.get(random.nextInt(scenarios.size()));
            ScenarioStep step =
                    scenario.steps().get(random.nextInt(scenario.steps().size()));
            if (step instanceof ScenarioStep.Request request && !showsExpiry(request)) {
                int wrong = request.index();
                int[] at = {0};
                UnaryOperator<LedgerTarget.Answer> fault = answer -> {
                    if (indexOfRequest(scenario, at[0]++) == wrong
                            && answer.body().limit() > 0) {
                        int bit = random.nextInt(answer.body().limit() * 8);
                        ByteBuffer body = answer.body();
                        body.put(bit / 8, (byte) (body.get(bit / 8) ^ 1 << bit % 8));
                        return answer;
                    }
                    return answer;
                };
                if (hasReplyBody(request)) {
                    assertThatThrownBy(() -> run(scenario, fault))
                            .as("seed %d, round %d, %s step %d", seed, round, scenario, wrong)
                            .isInstanceOf(AssertionError.class)
                            .hasMessageStartingWith(scenario.name() + ".json, step " + wrong + ", ");
                }
            }
        }
    }

    @Test
    void shouldNameFileStepEventAndBothAnswers() {
        Scenario scenario = Scenarios.load("balance_limits");
        ScenarioStep.Request transfers = (ScenarioStep.Request) scenario.steps().get(1);
        int[] at = {0};
        assertThatThrownBy(() -> run(scenario, answer -> {
                    if (at[0]++ == 1) {
                        answer.body().putInt(3 * 16 + 8, CreateTransferStatus.ExceedsDebits.code());
                    }
                    return answer;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("balance_limits.json, step 1, CREATE_TRANSFERS")
                .hasMessageContaining("event 3")
                .hasMessageContaining(
                        "as written " + transfers.expected().results().get(3).values())
                .hasMessageContaining("status=exceeds_debits");
    }

    @Test
    void shouldRefuseTimesThatDoNotRise() {
        Scenario scenario = Scenarios.load("accounts_created");
        assertThatThrownBy(() -> run(scenario, answer -> new LedgerTarget.Answer(answer.body(), 1_000)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("accounts_created.json, step 0")
                .hasMessageContaining("timestamp=");
        assertThatThrownBy(() -> run(scenario, answer -> new LedgerTarget.Answer(answer.body(), 0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not come after 0");
    }

    @Test
    void shouldRefuseAnExpiryBeforeItIsDue() {
        Scenario scenario = Scenarios.load("change_events_types");
        int offset = Layout.CHANGE_EVENT.field("timestamp").offset();
        int type = Layout.CHANGE_EVENT.field("type").offset();
        assertThatThrownBy(() -> run(scenario, answer -> {
                    ByteBuffer body = answer.body();
                    for (int at = 0; at + 384 <= body.limit(); at += 384) {
                        if (body.get(at + type) == 4) {
                            body.putLong(at + offset, body.getLong(at + offset) - 2);
                        }
                    }
                    return answer;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("but it is not due before");
    }

    @Test
    void shouldPassOverStepsThatTheLedgerDoesNotKnow() {
        Set<Operation> known =
                EnumSet.of(Operation.CREATE_ACCOUNTS, Operation.CREATE_TRANSFERS, Operation.LOOKUP_ACCOUNTS);
        ScenarioRunner partly = runner.only(known);
        assertThat(partly.canReplay(Scenarios.load("old_plain"))).isFalse();
        assertThatThrownBy(() -> partly.run(Scenarios.load("old_plain"), new NoLedger()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> partly.run(Scenarios.load("balancing"), new NoLedger()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("balancing.json, step 0")
                .hasMessageContaining("the wire is cut");
        assertThat(coverage.scenarios()).isZero();
    }

    private static final class NoLedger implements LedgerTarget {
        @Override
        public Answer execute(Operation operation, ByteBuffer body) {
            throw new IllegalStateException("the wire is cut");
        }

        @Override
        public void pause(long millis) {}
    }

    private void run(Scenario scenario, UnaryOperator<LedgerTarget.Answer> fault) {
        runner.run(scenario, new RecordedLedger(scenario, fault));
    }

    private static int indexOfRequest(Scenario scenario, int number) {
        return scenario.steps().stream()
                .filter(ScenarioStep.Request.class::isInstance)
                .skip(number)
                .findFirst()
                .orElseThrow()
                .index();
    }

    private static boolean hasReplyBody(ScenarioStep.Request request) {
        return request.operation().isMultiBatch() || request.expected().count() > 0;
    }

    // Returns true if a result shows an expiry. Any time is accepted where an expiry first occurs.
    private static boolean showsExpiry(ScenarioStep.Request request) {
        return request.expected().results().stream()
                .anyMatch(result -> result.get("timestamp") instanceof Value.Time time && time.expiry());
    }
}
