package io.ledgeractors.cli.imports;

/** Checks for decimal digits, because the parsers of the JDK also accept signs and digits of other scripts. */
final class Digits {
    private Digits() {}

    /** Returns true if the text consists of one or more characters 0 to 9. */
    static boolean areAll(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
