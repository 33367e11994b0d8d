package io.ledgeractors.model;

/** Range checks of the records. */
final class Ranges {
    private Ranges() {}

    static void u16(String field, int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException(field + " must be between 0 and 65535, but is " + value);
        }
    }
}
