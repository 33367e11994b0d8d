package io.ledgeractors.actors.payment.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Simulates payments under all failures; {@code -Dledger.seed=N} repeats one run. */
class PaymentPropertyTest {
    private static final int PAYMENTS = 100;
    private static final int RUNS = 100;

    @Test
    void shouldEndEachPaymentOnceWhateverFails() {
        Map<String, Integer> counts = new TreeMap<>();
        Long only = Long.getLong("ledger.seed");
        if (only != null) {
            PaymentSimulation.run(only, PAYMENTS, counts);
            return;
        }
        for (long seed = 1; seed <= RUNS; seed++) {
            PaymentSimulation.run(seed, PAYMENTS, counts);
        }
        assertThat(counts)
                .containsKeys(
                        "Paid", "Refused", "Conflict", "Undecided", "Refunded", "RefundRefused", "paid by attempt 1")
                .containsKeys("node crashed", "shard moved", "work failed", "step at once", "step hangs")
                .containsKeys("batcher crashed", "batcher: resolved", "batcher: unknown", "late copy")
                .containsKeys("session evicted", "session given up", "requests with more than one ask");
    }
}
