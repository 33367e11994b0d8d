package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a payment service at random moments. Every run has another seed, which it prints. {@code -Dledger.seed=N}
 * repeats a run, {@code -Dledger.kills=N} kills more often.
 */
class PaymentsKillIT {
    private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("ledger.kills", 2);
    private static final int RANDOM_MILLIS = 6_000;

    private final Random random = new Random(SEED);

    @TempDir
    Path directory;

    @Test
    void shouldPayEachPaymentOnceAfterItWasKilled() throws Exception {
        System.out.println("seed " + SEED);
        Path data = directory.resolve("data");
        // Another number means another shop. On an outside server no earlier run should have opened it.
        int count = ServerUnderTest.isOutside() ? 1_000 + random.nextInt(1_000) : 1_500;
        for (int i = 0; i < KILLS; i++) {
            try (ForkedLedger payments = start(data, count)) {
                payments.awaitBeginning(data);
                ForkedLedger.pause(random.nextInt(RANDOM_MILLIS));
                payments.kill();
            }
        }
        Path report = directory.resolve("report");
        try (ForkedLedger payments = start(data, count, "--report", report.toString())) {
            assertThat(payments.await())
                    .as("seed %d: %s", SEED, payments.output())
                    .isZero();
            assertThat(payments.output()).doesNotContain("FAILS");
            assertThat(Files.readString(report.resolve("report.json"))).contains("\"good\" : true");
        }
    }

    private static ForkedLedger start(Path data, int count, String... more) {
        String[] command = {"payments", "--count", String.valueOf(count)};
        return ForkedLedger.start(ForkedLedger.join(command, ServerUnderTest.argumentsOr(data)), more);
    }
}
