package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.state.StateLoad;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.time.Duration;

/** The state machine alone, with full requests. It makes nothing durable, so no ledger can be faster. */
final class StateMachineLoad implements DurableLoad {
    private final StateLoad state = StateLoad.open("state-uniform");

    @Override
    public String name() {
        return "state machine alone";
    }

    @Override
    public TurnResult run(Duration time) {
        return state.run(time);
    }

    @Override
    public void close() {
        state.close();
    }
}
