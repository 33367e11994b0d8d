package io.ledgeractors.cli.imports;

/**
 * Neutralises texts that a spreadsheet would run as formulas. An apostrophe before such a text makes it plain text in a
 * spreadsheet. {@link #original} removes the apostrophe again, so nothing is lost.
 */
final class Formulas {
    private static final char MARK = '\'';
    private static final String BLANKS = "\t\r\n";
    /** The signs that begin a formula, and their full-width forms. */
    private static final String SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20";

    private Formulas() {}

    /** Returns the text with an apostrophe before it if a spreadsheet would run it. */
    static String neutral(String text) {
        return needsMark(text) ? MARK + text : text;
    }

    /** Returns the text that {@link #neutral} was called with. */
    static String original(String neutral) {
        return !neutral.isEmpty() && neutral.charAt(0) == MARK && needsMark(neutral.substring(1))
                ? neutral.substring(1)
                : neutral;
    }

    // A text with an apostrophe before a formula gets one more, otherwise original() would remove its own.
    private static boolean needsMark(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == MARK) {
            at++;
        }
        if (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
            return true;
        }
        String rest = text.substring(at).stripLeading();
        return !rest.isEmpty() && SIGNS.indexOf(rest.charAt(0)) >= 0;
    }
}
