package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.examples.orders.OrdersReport;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Runs the job with a server that loses everything at a random moment, sessions too, and comes back empty at the same
 * address. {@code -Dledger.seed=N} repeats a run.
 */
class OrdersLostLedgerIT {
    private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());
    private static final int MONTHS = 100;
    private static final int TRANSFERS = 30_000;

    @Test
    void shouldCompleteInASecondRunWhenTheLedgerWasLost() throws InterruptedException {
        System.out.println("seed " + SEED);
        long lossAt = 1 + new Random(SEED).nextInt(TRANSFERS);
        CountDownLatch loss = new CountDownLatch(1);
        Server first = Server.open(new ReplicaAddress("127.0.0.1", 0));
        ReplicaAddress address = first.tcp.address();
        CompletableFuture<OrdersReport> running =
                CompletableFuture.supplyAsync(() -> orders(address, new AfterSome(lossAt, loss)));
        loss.await();
        first.close();
        Server second = Server.open(address);

        try {
            assertThat(isKnown(running))
                    .as("seed %d: it wrote to two ledgers", SEED)
                    .isFalse();

            OrdersReport again = orders(address, Progress.NONE);
            assertThat(again.isGood()).as("seed %d", SEED).isTrue();
            assertThat(again.payments().inLedger()).isEqualTo(343L * MONTHS);
        } finally {
            second.close();
        }
    }

    private static boolean isKnown(CompletableFuture<OrdersReport> running) {
        try {
            running.join();
            return true;
        } catch (CompletionException e) {
            assertThat(e.getCause())
                    .isInstanceOf(UnknownOutcomeException.class)
                    .hasMessageMatching("outcome of \\d+ \\w+ unknown, run it again");
            return false;
        }
    }

    private static OrdersReport orders(ReplicaAddress address, Progress progress) {
        return Jobs.orders(
                ProjectFiles.sampleOrders(), MONTHS, LedgerPlace.cluster(List.of(address), UInt128.ZERO), progress);
    }

    private record Server(EmbeddedLedger ledger, LedgerServer tcp) {
        static Server open(ReplicaAddress address) {
            EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
            return new Server(ledger, ledger.serve(ServerSettings.at(address)));
        }

        void close() {
            ledger.close();
        }
    }

    /** Opens a latch after so many transfers. */
    private static final class AfterSome implements Progress {
        private final AtomicLong left;
        private final CountDownLatch latch;
        private boolean areTransfers;

        AfterSome(long count, CountDownLatch latch) {
            this.left = new AtomicLong(count);
            this.latch = latch;
        }

        @Override
        public void begin(String step, long total) {
            areTransfers = step.equals("Transfers");
        }

        @Override
        public void add(long done) {
            if (areTransfers && left.addAndGet(-done) == 0) {
                latch.countDown();
            }
        }

        @Override
        public void end() {}
    }
}
