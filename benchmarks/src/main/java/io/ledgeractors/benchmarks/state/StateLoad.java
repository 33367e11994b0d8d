package io.ledgeractors.benchmarks.state;

import io.ledgeractors.benchmarks.turns.TurnLoad;
import io.ledgeractors.benchmarks.turns.TurnResult;
import io.ledgeractors.embedded.state.store.RecordStores;
import java.time.Duration;

/** The state machine alone as the work of turns; it begins with 1,000,000 transfers. Not thread-safe. */
public final class StateLoad implements TurnLoad {
    private static final int PRESENT = 1_000_000;

    private final boolean zipf;
    private FilledState state;

    private StateLoad(boolean zipf) {
        this.zipf = zipf;
        this.state = filled(zipf);
    }

    /**
     * Opens a scenario. Blocks the caller.
     *
     * @throws IllegalArgumentException if there is no such scenario
     */
    public static StateLoad open(String scenario) {
        return switch (scenario) {
            case "state-uniform" -> new StateLoad(false);
            case "state-zipf" -> new StateLoad(true);
            default -> throw new IllegalArgumentException("this build has no scenario " + scenario);
        };
    }

    private static FilledState filled(boolean zipf) {
        FilledState state = new FilledState(RecordStores.offHeap(), zipf);
        state.fill(PRESENT);
        return state;
    }

    @Override
    public TurnResult run(Duration time) {
        return state.run(time);
    }

    @Override
    public void renew() {
        state = filled(zipf);
    }

    @Override
    public void close() {
        // the memory of the state machine is released with its process
    }
}
