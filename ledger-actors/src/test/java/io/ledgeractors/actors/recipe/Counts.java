package io.ledgeractors.actors.recipe;

/** Counts how often recipes accepted and refused. */
final class Counts {
    long accepted;
    long refused;
    /** The transfers that the recipe refused although the flag accepts them. */
    long refusedMore;

    @Override
    public String toString() {
        return accepted + " accepted, " + refused + " refused, " + refusedMore + " refused that the flag accepts";
    }
}
