package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.examples.orders.OrdersReport;
import io.ledgeractors.examples.shared.Proof;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the main job on the real orders. They are not part of the project; without them the test is skipped. */
class RealOrdersIT {
    private static final Path ORDERS = ProjectFiles.realOrders();
    private static final int MONTHS = 12;

    @BeforeAll
    static void needOrders() {
        assumeTrue(Files.exists(ORDERS), () -> "skipped: the real orders are not at " + ORDERS);
    }

    @Test
    void shouldPayAYearOfRealOrders(@TempDir Path data) {
        OrdersReport report = Jobs.orders(ORDERS, MONTHS, LedgerPlace.inDirectory(data));

        assertThat(report.book().orders()).hasSize(6_471);
        assertThat(report.accounts().created()).isEqualTo(1 + 3_758 + 6_446 + 13);
        assertThat(report.funding().created()).isEqualTo(45_096);
        assertThat(report.payments().created()).isEqualTo(77_652);
        assertThat(report.proofs()).hasSize(3).allMatch(Proof::holds);
        assertThat(report.isGood()).isTrue();
    }
}
