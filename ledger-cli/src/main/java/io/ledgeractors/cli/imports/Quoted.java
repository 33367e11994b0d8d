package io.ledgeractors.cli.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Parses comma-separated lists of the command line. */
public final class Quoted {
    private static final char QUOTE = '"';
    private static final Pattern KEY = Pattern.compile("\\s*\\w+\\s*=.*", Pattern.DOTALL);

    private Quoted() {}

    /** Returns the items of a list. An item with a comma stands in double quotes, in which "" is a quote. */
    public static List<String> split(String list) {
        return split(list, rest -> true).stream().map(Quoted::unquoted).toList();
    }

    /**
     * Returns the pairs of a list such as {@code a=1,b=2}, in their order. A comma ends a value only if {@code NAME=}
     * follows it, so most values with commas need no quotes.
     *
     * @throws IllegalArgumentException if an item has no {@code =}, or a key occurs twice
     */
    public static Map<String, String> pairs(String list) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String item : split(list, rest -> KEY.matcher(rest).matches())) {
            int equals = item.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + item + "' should be FIELD=...");
            }
            String key = item.substring(0, equals).strip();
            if (pairs.put(key, unquoted(item.substring(equals + 1))) != null) {
                throw new IllegalArgumentException(key + " is given twice");
            }
        }
        return pairs;
    }

    private static List<String> split(String list, Predicate<String> endsBefore) {
        List<String> items = new ArrayList<>();
        int begin = 0;
        boolean isQuoted = false;
        for (int at = 0; at < list.length(); at++) {
            char c = list.charAt(at);
            if (c == QUOTE && (isQuoted || mayOpen(list.substring(begin, at)))) {
                isQuoted = !isQuoted;
            } else if (c == ',' && !isQuoted && endsBefore.test(list.substring(at + 1))) {
                items.add(list.substring(begin, at));
                begin = at + 1;
            }
        }
        items.add(list.substring(begin));
        return items;
    }

    // Quotes inside a name are part of the name.
    private static boolean mayOpen(String before) {
        return before.isBlank() || before.stripTrailing().endsWith("=") || before.endsWith("\"");
    }

    private static String unquoted(String text) {
        String bare = text.strip();
        boolean isQuoted = bare.length() > 1 && bare.charAt(0) == QUOTE && bare.charAt(bare.length() - 1) == QUOTE;
        return isQuoted ? bare.substring(1, bare.length() - 1).replace("\"\"", "\"") : bare;
    }
}
