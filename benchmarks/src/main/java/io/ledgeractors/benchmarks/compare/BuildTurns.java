package io.ledgeractors.benchmarks.compare;

import io.ledgeractors.benchmarks.turns.TurnResult;
import java.time.Duration;

/** One of the two builds, which takes a turn when it is told to. */
interface BuildTurns extends AutoCloseable {
    /** Takes a turn. Blocks the caller. */
    TurnResult turn(Duration length);

    /** Replaces the build's ledger by an empty one. Blocks the caller. */
    void renew();

    @Override
    void close();
}
