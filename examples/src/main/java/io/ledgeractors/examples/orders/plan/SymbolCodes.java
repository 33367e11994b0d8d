package io.ledgeractors.examples.orders.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The transfer codes of the words in the column {@code k_symbol}: fixed ones for the words that are known, and
 * for every other word 100 + its number in the file, counted from 1 in the order of first appearance.
 *
 * <p>Not thread-safe; one per file.
 */
final class SymbolCodes {
    /** The code of an order without a word. */
    static final int BLANK = 9;

    private static final Map<String, Integer> KNOWN = Map.of("SIPO", 1, "UVER", 2, "POJISTNE", 3, "LEASING", 4);
    private static final int OTHERS = 100;
    private static final int CODE_MAX = 65_535;

    private final Map<String, Integer> others = new LinkedHashMap<>();

    /**
     * The code of this word, blanks around it left out.
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
