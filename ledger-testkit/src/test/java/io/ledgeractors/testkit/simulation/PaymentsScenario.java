package io.ledgeractors.testkit.simulation;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Payments by the rules of the workflow, on nodes whose shards move, stop, fail, pause and die. Some payments are
 * worked at on two nodes at once. Callers ask again, ask for other payments with the same id, begin further attempts
 * before the last one has ended, and give money back. At the end all outcomes are compared with the ledger.
 */
final class PaymentsScenario implements SimulationScenario {
    static final PaymentSettings SETTINGS = PaymentSettings.create(
                    ConfigFactory.defaultReference().getConfig("ledger-actors.payment"), "test", 77, 7)
            // The clock of the server may step by an hour or two.
            .withLongestDeadline(Duration.ofHours(24))
            .withSettleMargin(Duration.ofSeconds(1))
            .withMinBackoff(Duration.ofMillis(50))
            .withMaxBackoff(Duration.ofSeconds(2))
            .withPatience(Duration.ofSeconds(4))
            .withPassivateAfter(Duration.ofSeconds(2))
            .withScanAgainAfter(Duration.ofSeconds(3));

    private @Nullable PaymentsRun run;

    @Override
    public void begin(SimulatedWorld world) {
        run = new PaymentsRun(world);
        run.begin();
    }

    @Override
    public void check(SimulatedWorld world) {
        if (run == null || !run.isOver()) {
            throw new AssertionError("the verdict was not given");
        }
    }
}
