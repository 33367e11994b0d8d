package io.ledgeractors.tck;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds facts in the protocol fact sheet, so that code that differs from it breaks the build. */
final class ProtocolSheet {
    private static final String TEXT = Resources.text("protocol.md");
    private static final Pattern FIELD = Pattern.compile("`?\\b([a-z][a-z_0-9]*)`? \\+?(\\d+)\\b(?! *\\()");

    private ProtocolSheet() {}

    /** Returns the only line that contains a text. */
    static String line(String marker) {
        List<String> lines = Arrays.stream(TEXT.split("\n", -1))
                .filter(line -> line.contains(marker))
                .toList();
        if (lines.size() != 1) {
            throw new AssertionError(lines.size() + " lines of protocol.md contain '" + marker + "'");
        }
        return lines.get(0);
    }

    /** Returns the text between two other texts of a line. */
    static String between(String line, String from, String to) {
        int start = line.indexOf(from);
        int end = to.isEmpty() ? line.length() : line.indexOf(to, start + from.length());
        if (start < 0 || end < 0) {
            throw new AssertionError("no '" + from + "' up to '" + to + "' in: " + line);
        }
        return line.substring(start + from.length(), end);
    }

    /**
     * Returns names and offsets as in {@code id 0, code 116 u16}; bytes that have no type (pad, reserved) are left out.
     */
    static Map<String, Integer> offsets(String fields) {
        Map<String, Integer> offsets = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(fields.replace("(u128)", "u128").replace("(u64)", "u64"));
        while (field.find()) {
            offsets.put(field.group(1), Integer.valueOf(field.group(2)));
        }
        return offsets;
    }

    /** Returns numbers and names as in {@code 1 linked, 2 pending}. */
    static Map<String, Integer> numbers(String list) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Matcher entry = Pattern.compile("(\\d+) ([a-z][a-z_0-9]*)").matcher(list);
        while (entry.find()) {
            numbers.put(entry.group(2), Integer.valueOf(entry.group(1)));
        }
        return numbers;
    }
}
