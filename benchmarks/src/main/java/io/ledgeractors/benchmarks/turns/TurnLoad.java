package io.ledgeractors.benchmarks.turns;

import java.time.Duration;

/** The work that a build does in its turns of one scenario. Not thread-safe. */
public interface TurnLoad extends AutoCloseable {
    /** Works for about {@code time} and returns what was measured. Blocks the caller. */
    TurnResult run(Duration time);

    /** Replaces the ledger by an empty one, so that it does not outgrow the memory. Blocks the caller. */
    void renew();

    @Override
    void close();
}
