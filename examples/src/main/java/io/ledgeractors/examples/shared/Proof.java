package io.ledgeractors.examples.shared;

import java.util.List;

/**
 * A claim about the ledger and the result of checking it.
 *
 * @param claim the claim in words
 * @param checked number of objects that were checked
 * @param differences the places where the claim does not hold
 */
public record Proof(String claim, int checked, List<Difference> differences) {
    /** Keeps a copy of the list. */
    public Proof {
        differences = List.copyOf(differences);
    }

    /** Returns true if there is no difference. */
    public boolean holds() {
        return differences.isEmpty();
    }
}
