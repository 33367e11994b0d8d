package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills processes of the job at random moments. Every run has another seed, which it prints. {@code -Dledger.seed=N}
 * repeats a run, {@code -Dledger.kills=N} kills more often.
 */
class OrdersKillIT {
    private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("ledger.kills", 3);
    private static final String SAMPLE = ProjectFiles.sampleOrders().toString();
    private static final int MONTHS = 300;
    private static final String PAID = String.format("Paid      %,d transfers", 343 * MONTHS);
    private static final int RANDOM_MILLIS = 3_000;
    private static final int EXIT_UNKNOWN = 3;

    private final Random random = new Random(SEED);

    @TempDir
    Path directory;

    @Test
    void shouldCompleteAfterOrdersWasKilled() {
        System.out.println("seed " + SEED);
        Path data = directory.resolve("data");
        for (int i = 0; i < KILLS; i++) {
            try (ForkedLedger orders = start(data)) {
                orders.awaitBeginning(data);
                ForkedLedger.pause(random.nextInt(RANDOM_MILLIS));
                orders.kill();
            }
        }

        try (ForkedLedger orders = start(data)) {
            assertThat(orders.await()).as("seed %d: %s", SEED, orders.output()).isZero();
            assertThat(orders.output()).contains(PAID).doesNotContain("FAILS");
        }
    }

    @Test
    void shouldCompleteAfterTheServerWasKilled() {
        System.out.println("seed " + SEED);
        String address = "127.0.0.1:0";
        ForkedLedger server = serve(address);
        try {
            address = server.awaitAddress().toString();
            int code;
            try (ForkedLedger orders = pay(address)) {
                for (int i = 0; i < KILLS; i++) {
                    ForkedLedger.pause(2_000 + random.nextInt(RANDOM_MILLIS));
                    server.kill();
                    server.close();
                    server = serve(address);
                    server.awaitAddress();
                }
                code = orders.await();
                assertThat(code).as("seed %d: %s", SEED, orders.output()).isIn(0, EXIT_UNKNOWN);
                if (code == EXIT_UNKNOWN) {
                    assertThat(orders.output()).containsPattern("outcome of \\d+ \\w+ unknown, run it again");
                }
            }
            try (ForkedLedger again = pay(address)) {
                assertThat(again.await())
                        .as("seed %d: %s", SEED, again.output())
                        .isZero();
                assertThat(again.output()).contains(PAID).doesNotContain("FAILS");
            }
            assertThat(server.terminate()).as(server.output()).isZero();
        } finally {
            server.close();
        }
    }

    private ForkedLedger start(Path data) {
        String[] command = {"orders", SAMPLE, "--months", String.valueOf(MONTHS)};
        return ForkedLedger.start(command, ServerUnderTest.argumentsOr(data));
    }

    private ForkedLedger pay(String address) {
        return ForkedLedger.start("orders", SAMPLE, "--months", String.valueOf(MONTHS), "--addresses", address);
    }

    private ForkedLedger serve(String address) {
        return ForkedLedger.start("start", "--data", directory.resolve("server").toString(), "--addresses", address);
    }
}
