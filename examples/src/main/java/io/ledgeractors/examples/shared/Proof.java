package io.ledgeractors.examples.shared;

import java.util.List;

/**
 * A claim about the ledger, checked against what was read back from it.
 *
 * @param claim what must hold, for people
 * @param checked the number of accounts looked at
 * @param differences where it does not hold
 */
public record Proof(String claim, int checked, List<Difference> differences) {
    /** Keeps a copy of the list. */
    public Proof {
        differences = List.copyOf(differences);
    }

    /** True if nothing differs. */
    public boolean holds() {
        return differences.isEmpty();
    }
}
