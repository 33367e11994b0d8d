package io.ledgeractors.cli.imports;

/**
 * Neutralises texts that a spreadsheet would run as formulas. An apostrophe before such a text makes it plain text
 * there,
 * and {@link #original} takes it off again, so nothing is lost.
 */
final class Formulas {
    private static final char MARK = '\'';
    private static final String BLANKS = "\t\r\n";
    /** The signs that begin a formula, and their full-width twins. */
    private static final String SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20";

    private Formulas() {}

    /** The text as a spreadsheet may see it. */
    static String neutral(String text) {
        return needsMark(text) ? MARK + text : text;
    }

    /** The text that {@link #neutral} was given. */
    static String original(String neutral) {
        return !neutral.isEmpty() && neutral.charAt(0) == MARK && needsMark(neutral.substring(1))
                ? neutral.substring(1)
                : neutral;
    }

    // A text that begins with the mark and then a formula gets one more, else it would lose its own.
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
