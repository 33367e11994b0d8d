package io.ledgeractors.examples.shared;

/**
 * A difference between the ledger and what it must hold.
 *
 * @param what the object, such as {@code payer 17}
 * @param expected the expected value
 * @param found the value that was found
 */
public record Difference(String what, String expected, String found) {
    @Override
    public String toString() {
        return what + ": expected " + expected + ", found " + found;
    }
}
