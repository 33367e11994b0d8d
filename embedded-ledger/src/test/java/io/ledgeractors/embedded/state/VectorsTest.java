package io.ledgeractors.embedded.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.tck.vectors.Coverage;
import io.ledgeractors.tck.vectors.Scenario;
import io.ledgeractors.tck.vectors.ScenarioRunner;
import io.ledgeractors.tck.vectors.Scenarios;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays recorded requests on a state machine and compares its replies with those of a TigerBeetle server. */
class VectorsTest {
    private static final Coverage COVERAGE = new Coverage();
    private static int run;

    @ParameterizedTest
    @MethodSource("io.ledgeractors.tck.vectors.Scenarios#all")
    void shouldReplyAsTheRealServerDid(Scenario scenario) {
        run++;
        StateSettings settings = StateSettings.create();
        if (scenario.batchSizeLimit() != 0) {
            settings = settings.withBatchSizeLimit(scenario.batchSizeLimit());
        }
        new ScenarioRunner(COVERAGE).run(scenario, new DirectLedger(settings));
    }

    @AfterAll
    static void shouldHaveReplayedAllOfThem() {
        if (run < Scenarios.COUNT) {
            return;
        }
        printTable();
        assertThat(COVERAGE.scenarios()).isEqualTo(Scenarios.COUNT);
        assertThat(COVERAGE.steps()).isEqualTo(Scenarios.STEPS);
        assertThat(COVERAGE.createEvents()).isEqualTo(Scenarios.CREATE_EVENTS);
        assertThat(EnumSet.complementOf(
                        EnumSet.copyOf(COVERAGE.accountStatuses().keySet())))
                .isEqualTo(EnumSet.noneOf(CreateAccountStatus.class));
        // No present-day time and time-out reach 2^63. LimitsOfTimeTest covers this status with a clock far ahead.
        assertThat(EnumSet.complementOf(
                        EnumSet.copyOf(COVERAGE.transferStatuses().keySet())))
                .isEqualTo(Set.of(CreateTransferStatus.OverflowsTimeout));
    }

    /** Prints how many events got each status. */
    private static void printTable() {
        System.out.println("Replayed on the state machine: " + COVERAGE);
        for (CreateAccountStatus status : CreateAccountStatus.values()) {
            print("account", status.wireName(), COVERAGE.accountStatuses().get(status));
        }
        for (CreateTransferStatus status : CreateTransferStatus.values()) {
            print("transfer", status.wireName(), COVERAGE.transferStatuses().get(status));
        }
    }

    private static void print(String kind, String status, @Nullable Integer events) {
        String counted =
                events == null ? "not reachable with a present-day clock, see LimitsOfTimeTest" : events.toString();
        System.out.println("  " + kind + " " + status + ": " + counted);
    }
}
