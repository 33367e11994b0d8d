package io.ledgeractors.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgeractors.cli.ledger.RequestFigures;
import io.ledgeractors.examples.orders.plan.OrderBook;
import io.ledgeractors.examples.orders.plan.OrderFile;
import io.ledgeractors.examples.orders.plan.TwoPhasePayment;
import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.examples.shared.Tally;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrdersReportTest {
    private static final OrderBook BOOK = OrderFile.read(
            new StringReader("order_id;account_id;bank_to;account_to;amount;k_symbol\n"
                    + "1;7;AA;111;100.00;SIPO\n2;7;BB;7;20.50;\n"),
            "orders.csv");

    @Test
    void shouldSayWhatWasPaidAndProved() {
        String text = OrdersReportText.of(report(List.of(proof(0), proof(0), proof(0))));

        assertThat(text.lines())
                .contains(
                        "Orders    2 standing orders of 1 payers to 2 payees at 2 banks",
                        "Ledger    embedded, in memory, transport in-process",
                        "Months    5 (3 asked; an earlier run paid more)",
                        "Accounts                                1            1            0",
                        "Transfers                               4            2            0",
                        "  payments of orders                    1            1            0",
                        "Paid      2 transfers of orders are in the ledger",
                        "  AA                     100.00  posted",
                        "  BB                      20.50  expired after 1 s",
                        "Speed     2 transfers/s (2.00 s); accounts opened in 1.00 s",
                        "Requests  40 sent; events per request p50 60, p99 80; reconnects 1",
                        "Latency   of a request p50 1.50 ms, p99 2.50 ms, max 3.00 ms",
                        "  holds  what must hold, 7 accounts")
                .noneMatch(line -> line.contains("differences"));
    }

    @Test
    void shouldShowTheFirstTenDifferences() {
        OrdersReport report = report(List.of(proof(8), proof(0), proof(8)));

        assertThat(report.isGood()).isFalse();
        assertThat(OrdersReportText.of(report).lines())
                .contains("  FAILS  what must hold, 7 accounts", "16 differences, the first 10:")
                .filteredOn(line -> line.contains("expected 1, found 2"))
                .hasSize(10);
    }

    @Test
    void shouldNameRefusals() {
        Tally tally = new Tally();
        tally.add(CreateTransferStatus.ExceedsCredits);
        tally.add(CreateTransferStatus.ExceedsCredits);
        tally.add(CreateTransferStatus.Exists);

        assertThat(tally.refusals()).isEqualTo("exceeds_credits 2");
        assertThat(tally.refused()).isEqualTo(2);
        assertThat(tally.inLedger()).isEqualTo(1);
    }

    @Test
    void shouldWriteTheSameForPrograms() throws Exception {
        JsonNode json = new ObjectMapper().readTree(OrdersReportJson.of(report(List.of(proof(0), proof(1), proof(0)))));

        assertThat(json.get("good").booleanValue()).isFalse();
        assertThat(json.get("paid").intValue()).isEqualTo(2);
        assertThat(json.at("/transfers/payments/by_status/exists").intValue()).isEqualTo(1);
        assertThat(json.at("/figures/events_per_request_p99").intValue()).isEqualTo(80);
        assertThat(json.at("/proofs/1/differences/0").textValue()).isEqualTo("payer 0: expected 1, found 2");
        assertThat(json.at("/two_phase/1/statuses/0").textValue()).isEqualTo("created");
    }

    private static OrdersReport report(List<Proof> proofs) {
        Tally accounts = new Tally();
        accounts.add(CreateAccountStatus.Created);
        accounts.add(CreateAccountStatus.Exists);
        Tally funding = new Tally();
        funding.add(CreateTransferStatus.Created);
        funding.add(CreateTransferStatus.Exists);
        Tally payments = new Tally();
        payments.add(CreateTransferStatus.Created);
        payments.add(CreateTransferStatus.Exists);
        List<TwoPhasePayment> planned = TwoPhasePayment.of(BOOK);
        List<TwoPhaseOutcome> twoPhase = List.of(
                new TwoPhaseOutcome(planned.get(0), List.of(CreateTransferStatus.Created), true, "posted"),
                new TwoPhaseOutcome(planned.get(1), List.of(CreateTransferStatus.Created), true, "expired after 1 s"));
        RequestFigures figures = new RequestFigures("in-process", 40, 1, 60, 80, 1_500, 2_500, 3_000);
        return new OrdersReport(
                BOOK,
                "embedded, in memory",
                3,
                5,
                accounts,
                funding,
                payments,
                twoPhase,
                1_000_000_000L,
                2_000_000_000L,
                figures,
                proofs);
    }

    private static Proof proof(int differences) {
        List<Difference> list = new ArrayList<>();
        IntStream.range(0, differences).forEach(i -> list.add(new Difference("payer " + i, "1", "2")));
        return new Proof("what must hold", 7, list);
    }
}
