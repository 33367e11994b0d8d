package io.ledgeractors.testkit.probe;

import java.util.concurrent.atomic.AtomicLong;

/** The timestamps of a probe's results: 1, 2 and so on, in ns since 1970. Thread-safe. */
final class ProbeClock {
    private final AtomicLong time = new AtomicLong();

    long next() {
        return time.incrementAndGet();
    }
}
