package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.turns.TurnResult;
import java.time.Duration;

/** Creates transfers that survive a power cut, in turns. Not thread-safe. */
interface DurableLoad extends AutoCloseable {
    /** Returns the name in the report. */
    String name();

    /** Works for about {@code time} and returns how many transfers were made durable meanwhile. Blocks the caller. */
    TurnResult run(Duration time);

    @Override
    void close();
}
