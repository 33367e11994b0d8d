package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.examples.orders.OrdersReport;
import io.ledgeractors.examples.orders.TwoPhaseOutcome;
import io.ledgeractors.model.UInt128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the main job on the sample orders. */
class OrdersIT {
    private static final Path SAMPLE = ProjectFiles.sampleOrders();
    private static final int ORDERS = 343;
    private static final int PAYERS = 160;
    private static final int BANKS = 8;
    private static final int ACCOUNTS = 1 + PAYERS + 196 + BANKS;

    @TempDir
    Path directory;

    @Test
    void shouldPayTwiceInADirectoryWithoutPayingTwice() {
        Path data = directory.resolve("data");

        OrdersReport first = Jobs.orders(SAMPLE, 3, LedgerPlace.inDirectory(data));
        assertThat(first.isGood()).isTrue();
        assertThat(first.accounts().created()).isEqualTo(ACCOUNTS);
        assertThat(first.funding().created()).isEqualTo(3 * PAYERS);
        assertThat(first.payments().created()).isEqualTo(3 * ORDERS);
        assertThat(first.twoPhase())
                .hasSize(BANKS)
                .extracting(TwoPhaseOutcome::note)
                .contains("posted", "voided", "expired after 1 s");

        OrdersReport more = Jobs.orders(SAMPLE, 5, LedgerPlace.inDirectory(data));
        assertThat(more.isGood()).isTrue();
        assertThat(more.accounts().existed()).isEqualTo(ACCOUNTS);
        assertThat(more.payments().existed()).isEqualTo(3 * ORDERS);
        assertThat(more.payments().created()).isEqualTo(2 * ORDERS);
        assertThat(more.twoPhase())
                .extracting(TwoPhaseOutcome::note)
                .contains(
                        "posted by an earlier run",
                        "voided by an earlier run",
                        "found expired, reserved by an earlier run");

        OrdersReport fewer = Jobs.orders(SAMPLE, 1, LedgerPlace.inDirectory(data));
        assertThat(fewer.isGood()).isTrue();
        assertThat(fewer.months()).isEqualTo(5);
        assertThat(fewer.payments().existed()).isEqualTo(5 * ORDERS);
        assertThat(fewer.payments().created()).isZero();

        assertThatThrownBy(() -> Jobs.orders(withoutLastLine(), 1, LedgerPlace.inDirectory(data)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("orders of another file");
    }

    @Test
    void shouldPayOverTcpWithoutPayingTwice() {
        try (ServerUnderTest server = ServerUnderTest.start(UInt128.ZERO)) {
            OrdersReport first = Jobs.orders(SAMPLE, 2, server.place());
            assertThat(first.isGood()).isTrue();
            // On an outside server an earlier run may have paid for more months.
            long paid = (long) first.months() * ORDERS;
            assertThat(first.months()).isGreaterThanOrEqualTo(2);
            assertThat(first.payments().created() + first.payments().existed()).isEqualTo(paid);

            OrdersReport more = Jobs.orders(SAMPLE, first.months() + 2, server.place());
            assertThat(more.isGood()).isTrue();
            assertThat(more.accounts().existed()).isEqualTo(ACCOUNTS);
            assertThat(more.payments().existed()).isEqualTo(paid);
            assertThat(more.payments().created()).isEqualTo(2 * ORDERS);

            assertThatThrownBy(() -> Jobs.orders(withoutLastLine(), 1, server.place()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("orders of another file");
        }
    }

    @Test
    void shouldWriteAReportAndEndWithZero() throws IOException {
        Path report = directory.resolve("report");
        try (ForkedLedger orders = ForkedLedger.start(
                "orders", SAMPLE.toString(), "--months", "2", "--memory", "--report", report.toString())) {
            assertThat(orders.await()).as(orders.output()).isZero();
            assertThat(Files.readString(report.resolve("report.txt"))).isEqualTo(orders.output());
            assertThat(orders.output()).contains("Paid      686 transfers").doesNotContain("WARN");
            assertThat(Files.readString(report.resolve("report.json"))).contains("\"good\" : true");
        }
    }

    private Path withoutLastLine() {
        try {
            String text = Files.readString(SAMPLE).stripTrailing();
            return Files.writeString(directory.resolve("other.csv"), text.substring(0, text.lastIndexOf('\n') + 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
