package io.ledgeractors.examples.shared;

/**
 * Something that is not as it must be.
 *
 * @param what the thing, such as {@code payer 17}
 * @param expected what it must be
 * @param found what it is
 */
public record Difference(String what, String expected, String found) {
    @Override
    public String toString() {
        return what + ": expected " + expected + ", found " + found;
    }
}
