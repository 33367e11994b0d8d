package io.ledgeractors.examples.orders.plan;

import io.ledgeractors.cli.BadInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Converts the rows of an order file to orders, and refuses wrong rows. Not thread-safe; one instance per file. */
final class OrderRows {
    /** The columns in their order. */
    static final List<String> COLUMNS =
            List.of("order_id", "account_id", "bank_to", "account_to", "amount", "k_symbol");

    private static final String HEADER = String.join(";", COLUMNS);

    private final String file;
    private final SymbolCodes codes = new SymbolCodes();
    private final List<StandingOrder> orders = new ArrayList<>();
    private final Map<Long, Long> lineOfOrder = new HashMap<>();
    private boolean headerSeen;

    OrderRows(String file) {
        this.file = file;
    }

    /**
     * Adds the next row. The first row is the header.
     *
     * @param line the line where the row starts in the file, from 1
     * @throws BadInputException if the row is wrong
     */
    void add(List<String> fields, long line) {
        try {
            if (!headerSeen) {
                checkHeader(fields);
                headerSeen = true;
            } else {
                orders.add(order(fields, line));
            }
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + ":" + line + ": " + e.getMessage());
        }
    }

    /**
     * Returns all orders.
     *
     * @throws BadInputException if there are none
     */
    OrderBook finish() {
        if (!headerSeen) {
            throw new BadInputException(file + ":1: the file is empty; its first line must be " + HEADER);
        }
        if (orders.isEmpty()) {
            throw new BadInputException(file + ":2: no order follows the header");
        }
        return new OrderBook(orders);
    }

    private static void checkHeader(List<String> fields) {
        for (int i = 0; i < COLUMNS.size(); i++) {
            String expected = COLUMNS.get(i);
            if (i >= fields.size()) {
                throw new IllegalArgumentException(
                        "column " + (i + 1) + " '" + expected + "' is missing; the first line must be " + HEADER);
            }
            String found = fields.get(i).strip();
            if (!found.equals(expected)) {
                throw new IllegalArgumentException("column " + (i + 1) + " is '" + printable(found) + "' instead of '"
                        + expected + "'; the first line must be " + HEADER);
            }
        }
        if (fields.size() > COLUMNS.size()) {
            throw new IllegalArgumentException("column " + (COLUMNS.size() + 1) + " '"
                    + printable(fields.get(COLUMNS.size())) + "' is too many; the first line must be " + HEADER);
        }
    }

    private StandingOrder order(List<String> fields, long line) {
        if (fields.size() != COLUMNS.size()) {
            throw new IllegalArgumentException(
                    fields.size() + " fields instead of " + COLUMNS.size() + " (" + HEADER + ")");
        }
        long id = number(fields, 0);
        long payer = number(fields, 1);
        Payee payee = new Payee(text(fields, 2), text(fields, 3));
        long amount = Money.parse(printable(fields.get(4).strip()));
        int code = codes.codeOf(printable(fields.get(5)));
        Long before = lineOfOrder.putIfAbsent(id, line);
        if (before != null) {
            throw new IllegalArgumentException("order_id " + id + " stands in line " + before + " already");
        }
        return new StandingOrder(id, payer, payee, amount, code, line);
    }

    private static long number(List<String> fields, int column) {
        String text = text(fields, column);
        try {
            long number = Long.parseLong(text);
            if (number > 0 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The exception below reports this case and numbers out of range.
        }
        throw new IllegalArgumentException(
                COLUMNS.get(column) + " '" + text + "' is not a whole number between 1 and " + Long.MAX_VALUE);
    }

    private static String text(List<String> fields, int column) {
        String text = printable(fields.get(column).strip());
        if (text.isEmpty()) {
            throw new IllegalArgumentException(COLUMNS.get(column) + " is missing");
        }
        return text;
    }

    private static String printable(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a field goes over the end of the line or has control characters in it;"
                    + " most likely a quote is not closed");
        }
        return text;
    }
}
