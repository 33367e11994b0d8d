package io.ledgeractors.examples.orders;

import io.ledgeractors.cli.ledger.RequestFigures;
import io.ledgeractors.examples.orders.plan.Money;
import io.ledgeractors.examples.orders.plan.OrderBook;
import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.examples.shared.Tally;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** Writes a report as text for people. */
public final class OrdersReportText {
    private static final int DIFFERENCES_MAX = 10;
    private static final double MICROS_PER_MILLI = 1e3;

    private final OrdersReport report;
    private final Formatter out = new Formatter(Locale.ROOT);

    private OrdersReportText(OrdersReport report) {
        this.report = report;
    }

    /** Returns the report as lines that end with a line break. */
    public static String of(OrdersReport report) {
        OrdersReportText text = new OrdersReportText(report);
        text.head();
        text.counts();
        text.twoPhase();
        text.speed();
        text.proofs();
        return text.out.toString();
    }

    private void head() {
        OrderBook book = report.book();
        line(
                "Orders    %,d standing orders of %,d payers to %,d payees at %,d banks",
                book.orders().size(),
                book.payers().size(),
                book.payees().size(),
                book.banks().size());
        line("Ledger    %s, transport %s", report.ledger(), report.figures().transport());
        String more = report.months() > report.monthsAsked()
                ? String.format(Locale.ROOT, " (%,d asked; an earlier run paid more)", report.monthsAsked())
                : "";
        line("Months    %,d%s", report.months(), more);
        line("");
    }

    private void counts() {
        line("%-28s %12s %12s %12s", "", "created", "existed", "refused");
        row("Accounts", report.accounts());
        Tally twoPhase = report.twoPhaseTransfers();
        Tally all = new Tally();
        List.of(report.funding(), report.payments(), twoPhase).forEach(all::addAll);
        row("Transfers", all);
        row("  funding of payers", report.funding());
        row("  payments of orders", report.payments());
        row("  two-phase", twoPhase);
        line(
                "Paid      %,d transfers of orders are in the ledger",
                report.payments().inLedger());
        line("");
    }

    private void row(String name, Tally tally) {
        String refusals = tally.refused() == 0 ? "" : "  " + tally.refusals();
        line("%-28s %,12d %,12d %,12d%s", name, tally.created(), tally.existed(), tally.refused(), refusals);
    }

    private void twoPhase() {
        line("Two-phase payments, one per bank");
        for (TwoPhaseOutcome outcome : report.twoPhase()) {
            line(
                    "  %-12s %16s  %s",
                    outcome.payment().bank(), Money.format(outcome.payment().amount()), outcome.note());
        }
        line("");
    }

    private void speed() {
        RequestFigures figures = report.figures();
        line(
                "Speed     %,.0f transfers/s (%.2f s); accounts opened in %.2f s",
                report.transfersPerSecond(), report.paySeconds(), report.openSeconds());
        line(
                "Requests  %,d sent; events per request p50 %,d, p99 %,d; reconnects %,d",
                figures.requests(), figures.eventsP50(), figures.eventsP99(), figures.reconnects());
        line(
                "Latency   of a request p50 %.2f ms, p99 %.2f ms, max %.2f ms",
                figures.latencyP50Micros() / MICROS_PER_MILLI,
                figures.latencyP99Micros() / MICROS_PER_MILLI,
                figures.latencyMaxMicros() / MICROS_PER_MILLI);
        line("");
    }

    private void proofs() {
        line("Proofs, read back from the ledger");
        for (Proof proof : report.proofs()) {
            line("  %-6s %s, %,d accounts", proof.holds() ? "holds" : "FAILS", proof.claim(), proof.checked());
        }
        List<Difference> all = report.proofs().stream()
                .flatMap(proof -> proof.differences().stream())
                .toList();
        if (!all.isEmpty()) {
            line("");
            line("%,d differences, the first %,d:", all.size(), Math.min(all.size(), DIFFERENCES_MAX));
            all.stream().limit(DIFFERENCES_MAX).forEach(difference -> line("  %s", difference));
        }
    }

    private void line(String format, Object... args) {
        out.format(format, args).format("%n");
    }
}
