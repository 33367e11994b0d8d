package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.StateSettings;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.tck.generator.DifferentialRun;
import io.ledgeractors.tck.generator.GeneratorCoverage;
import io.ledgeractors.tck.generator.PreparedLedger;
import io.ledgeractors.tck.naive.NaiveStateMachine;
import java.nio.file.Path;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** A state machine that makes dry runs between the requests returns the results of the naive model. */
class DryRunComparisonTest {
    private static final int HISTORIES = 20;
    private static final int EVENTS = 2_000;
    private static final long CACHE = 16 << 20;

    private final GeneratorCoverage coverage = new GeneratorCoverage();
    private final DryRunningStateMachine.Counts counts = new DryRunningStateMachine.Counts();

    /** Creates an empty ledger of a history. */
    @FunctionalInterface
    private interface Candidate {
        PreparedLedger create(int batchSizeLimit, long seed);
    }

    @Test
    void shouldAnswerAsTheNaiveModelWithRecordsOffTheHeap() {
        compare(with(seed -> RecordStores.offHeap()));
    }

    @Test
    void shouldAnswerAsTheNaiveModelWithRecordsInFiles() {
        compare(with(seed -> new RecordFiles(new MemoryDisk(), Path.of("records"), CACHE, seed)));
    }

    @Test
    void shouldAnswerAsTheNaiveModelAfterItResumed() {
        compare((limit, seed) ->
                new ResumingStateMachine(limit, seed, machine -> new DryRunningStateMachine(machine, seed, counts)));
    }

    private Candidate with(LongFunction<RecordStores> stores) {
        return (limit, seed) -> {
            StateSettings settings =
                    StateSettings.create().withBatchSizeLimit(limit).withHashSeed(seed);
            return new DryRunningStateMachine(new StateMachine(settings, stores.apply(seed)), seed, counts);
        };
    }

    private void compare(Candidate candidate) {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            long each = seed;
            DifferentialRun.run(seed, EVENTS, NaiveStateMachine::new, limit -> candidate.create(limit, each), coverage);
        }
        System.out.println("seeds 1 to " + HISTORIES + ": " + counts.dryRuns + " dry runs, " + counts.comparedEvents
                + " of their transfers compared with change events, " + coverage);
        assertThat(counts.dryRuns).isGreaterThan(HISTORIES * 30);
        assertThat(counts.comparedEvents).isGreaterThan(HISTORIES * 100);
        assertThat(coverage.below(5)).as("statuses that were hardly reached").isEmpty();
    }
}
