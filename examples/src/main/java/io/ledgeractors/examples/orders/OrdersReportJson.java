package io.ledgeractors.examples.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ledgeractors.cli.ledger.RequestFigures;
import io.ledgeractors.examples.orders.plan.Money;
import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.examples.shared.Tally;
import io.ledgeractors.model.CreateTransferStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a report as JSON. */
public final class OrdersReportJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private OrdersReportJson() {}

    /** Returns the report as a JSON object that ends with a line break. */
    public static String of(OrdersReport report) {
        try {
            return MAPPER.writeValueAsString(tree(report)) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers are JSON", e);
        }
    }

    private static Map<String, Object> tree(OrdersReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("good", report.isGood());
        tree.put("ledger", report.ledger());
        tree.put("orders", report.book().orders().size());
        tree.put("months_asked", report.monthsAsked());
        tree.put("months", report.months());
        tree.put("accounts", counts(report.accounts()));
        Map<String, Object> transfers = new LinkedHashMap<>();
        transfers.put("funding", counts(report.funding()));
        transfers.put("payments", counts(report.payments()));
        transfers.put("two_phase", counts(report.twoPhaseTransfers()));
        tree.put("transfers", transfers);
        tree.put("paid", report.payments().inLedger());
        tree.put(
                "two_phase",
                report.twoPhase().stream().map(OrdersReportJson::twoPhase).toList());
        tree.put("transfers_per_second", Math.round(report.transfersPerSecond()));
        tree.put("open_seconds", report.openSeconds());
        tree.put("pay_seconds", report.paySeconds());
        tree.put("figures", figures(report.figures()));
        tree.put("proofs", report.proofs().stream().map(OrdersReportJson::proof).toList());
        return tree;
    }

    private static Map<String, Object> counts(Tally tally) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("total", tally.total());
        counts.put("created", tally.created());
        counts.put("existed", tally.existed());
        counts.put("refused", tally.refused());
        counts.put("by_status", tally.byStatus());
        return counts;
    }

    private static Map<String, Object> twoPhase(TwoPhaseOutcome outcome) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("bank", outcome.payment().bank());
        tree.put("amount", Money.format(outcome.payment().amount()));
        tree.put(
                "statuses",
                outcome.transfers().stream().map(CreateTransferStatus::wireName).toList());
        tree.put("as_planned", outcome.isAsPlanned());
        tree.put("outcome", outcome.note());
        return tree;
    }

    private static Map<String, Object> figures(RequestFigures figures) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("transport", figures.transport());
        tree.put("requests", figures.requests());
        tree.put("reconnects", figures.reconnects());
        tree.put("events_per_request_p50", figures.eventsP50());
        tree.put("events_per_request_p99", figures.eventsP99());
        tree.put("latency_p50_us", figures.latencyP50Micros());
        tree.put("latency_p99_us", figures.latencyP99Micros());
        tree.put("latency_max_us", figures.latencyMaxMicros());
        return tree;
    }

    private static Map<String, Object> proof(Proof proof) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("claim", proof.claim());
        tree.put("holds", proof.holds());
        tree.put("accounts", proof.checked());
        List<String> differences =
                proof.differences().stream().map(Difference::toString).toList();
        tree.put("differences", differences);
        return tree;
    }
}
