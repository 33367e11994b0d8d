package io.ledgeractors.examples.cluster;

import io.ledgeractors.examples.shared.AskCounts;
import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Proof;
import java.util.ArrayList;
import java.util.List;

/** Checks what the nodes say of their callers. Pure. */
final class CallerProof {
    private CallerProof() {}

    /**
     * Checks that each ask of a caller that lives has ended once: with its answer, or as unknown after its time-out and
     * with at most one late answer. Also checks that each call has ended as the plan demands.
     *
     * @param views the nodes, from node 1
     */
    static Proof of(List<NodeView> views) {
        List<Difference> differences = new ArrayList<>();
        long asks = 0;
        for (int i = 0; i < views.size(); i++) {
            NodeView view = views.get(i);
            AskCounts living = view.asks();
            String node = "node " + (i + 1);
            asks += living.asks();
            compare(differences, node + ", asks without an end", living.open());
            compare(
                    differences,
                    node + ", answers beyond one for each ask",
                    living.surplus() + view.asksOfTheDead().surplus());
            compare(differences, node + ", calls that ended otherwise than planned", view.otherwise());
        }
        return new Proof(
                "each ask of a caller that lives has ended once",
                Math.toIntExact(Math.min(asks, Integer.MAX_VALUE)),
                differences);
    }

    private static void compare(List<Difference> differences, String what, long found) {
        if (found != 0) {
            differences.add(new Difference(what, "0", String.valueOf(found)));
        }
    }
}
