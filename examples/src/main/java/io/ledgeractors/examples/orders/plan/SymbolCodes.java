package io.ledgeractors.examples.orders.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Assigns transfer codes to the words in the column {@code k_symbol}. Known words have fixed codes. Every other word
 * has the code 100 + n if it is the nth such word in the file, counted from 1 in the order of first appearance.
 *
 * <p>Not thread-safe; one instance per file.
 */
final class SymbolCodes {
    /** The code of an order without a word. */
    static final int BLANK = 9;

    private static final Map<String, Integer> KNOWN = Map.of("SIPO", 1, "UVER", 2, "POJISTNE", 3, "LEASING", 4);
    private static final int OTHERS = 100;
    private static final int CODE_MAX = 65_535;

    private final Map<String, Integer> others = new LinkedHashMap<>();

    /**
     * Returns the code of a word, without the blanks around it.
     *
     * @throws IllegalArgumentException if no code is left
     */
    int codeOf(String word) {
        String symbol = word.strip();
        if (symbol.isEmpty()) {
            return BLANK;
        }
        Integer known = KNOWN.get(symbol);
        return known != null ? known : others.computeIfAbsent(symbol, this::next);
    }

    private int next(String symbol) {
        int code = OTHERS + others.size() + 1;
        if (code > CODE_MAX) {
            throw new IllegalArgumentException(
                    "k_symbol '" + symbol + "' is one word too many: at most " + (CODE_MAX - OTHERS) + " are possible");
        }
        return code;
    }
}
