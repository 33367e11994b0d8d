package io.ledgeractors.actors.account;

/**
 * Which part of an account's past.
 *
 * @param timestampMin ns since 1970, 0: from the beginning
 * @param timestampMax ns since 1970, 0: to the end
 * @param limit most results, 1 to 8,189; a reply holds no more, and less in a ledger for development
 * @param isNewestFirst the order
 */
public record Window(long timestampMin, long timestampMax, int limit, boolean isNewestFirst) {
    private static final int LIMIT = 100;

    /** The newest hundred, newest first. */
    public static final Window NEWEST = new Window(0, 0, LIMIT, true);
}
