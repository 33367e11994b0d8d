package io.ledgeractors.examples.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ledgeractors.examples.payments.shop.PaymentsTally;
import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Differences;
import io.ledgeractors.examples.shared.Proof;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results of a run of payments.
 *
 * @param payments number of payments
 * @param ledger description of the ledger, for people
 * @param tally the replies to the caller
 * @param seconds duration of the payments in seconds
 * @param proofs the proofs, read back from the ledger
 */
public record PaymentsReport(int payments, String ledger, PaymentsTally tally, double seconds, List<Proof> proofs) {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Returns true if all payments ended as planned and all proofs hold. */
    public boolean isGood() {
        return tally.unexpected() == 0
                && tally.undecided() == 0
                && proofs.stream().allMatch(Proof::holds);
    }

    /** Returns the report as text for people. */
    public String text() {
        Formatter out = new Formatter(Locale.ROOT);
        out.format("Payments  %,d, failures made on purpose among them%n", payments);
        out.format("Ledger    %s%n%n", ledger);
        tally.ends()
                .forEach((kind, ends) -> out.format("  %-10s %s%n", kind.name().toLowerCase(Locale.ROOT), words(ends)));
        out.format("Paid      %,d payments; refusals of attempts: %s%n", tally.paid(), words(tally.refusals()));
        out.format("Otherwise %,d than planned, %,d undecided%n", tally.unexpected(), tally.undecided());
        out.format("Speed     %,.0f payments/s (%.2f s)%n%n", payments / seconds, seconds);
        out.format("Proofs, read back from the ledger%n");
        for (Proof proof : proofs) {
            out.format("  %-6s %s, %,d%n", proof.holds() ? "holds" : "FAILS", proof.claim(), proof.checked());
        }
        List<Difference> all =
                proofs.stream().flatMap(proof -> proof.differences().stream()).toList();
        out.format("%s", Differences.text(all));
        return out.toString();
    }

    /** Returns the report as a JSON object that ends with a line break. */
    public String json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("good", isGood());
        tree.put("ledger", ledger);
        tree.put("payments", payments);
        tree.put("paid", tally.paid());
        tree.put("unexpected", tally.unexpected());
        tree.put("undecided", tally.undecided());
        tree.put("ends", tally.ends());
        tree.put("refusals", tally.refusals());
        tree.put("seconds", seconds);
        tree.put("proofs", proofs.stream().map(PaymentsReport::proof).toList());
        try {
            return MAPPER.writeValueAsString(tree) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers are JSON", e);
        }
    }

    private static String words(Map<?, Integer> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry -> String.format(
                                Locale.ROOT,
                                "%,d %s",
                                entry.getValue(),
                                entry.getKey()
                                        .toString()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ')))
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> proof(Proof proof) {
        List<String> differences =
                proof.differences().stream().map(Difference::toString).toList();
        return Map.of("claim", proof.claim(), "holds", proof.holds(), "differences", differences);
    }
}
