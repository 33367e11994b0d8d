package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A payment service that dies at a random moment. Every run has another seed, which it prints; {@code -Dledger.seed=N}
 * repeats one, {@code -Dledger.kills=N} kills more often.
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
        for (int i = 0; i < KILLS; i++) {
            try (ForkedLedger payments = start(data)) {
                while (!Files.exists(data)) {
                    assertThat(payments.isAlive()).as(payments.output()).isTrue();
                    ForkedLedger.pause(10);
                }
                ForkedLedger.pause(random.nextInt(RANDOM_MILLIS));
                payments.kill();
            }
        }
        Path report = directory.resolve("report");
        try (ForkedLedger payments = start(data, "--report", report.toString())) {
            assertThat(payments.await())
                    .as("seed %d: %s", SEED, payments.output())
                    .isZero();
            assertThat(payments.output()).doesNotContain("FAILS");
            assertThat(Files.readString(report.resolve("report.json"))).contains("\"good\" : true");
        }
    }

    private static ForkedLedger start(Path data, String... more) {
        String[] command = {"payments", "--count", "1500", "--data", data.toString()};
        String[] all = new String[command.length + more.length];
        System.arraycopy(command, 0, all, 0, command.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return ForkedLedger.start(all);
    }
}
