package io.ledgeractors.cli.imports;

/** Strict decimal digits: the parsers of the JDK also take signs and the digits of other scripts. */
final class Digits {
    private Digits() {}

    /** True if the text is one or more of 0 to 9. */
    static boolean areAll(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
