package io.ledgeractors.actors.account;

/**
 * A part of an account's history. Immutable.
 *
 * @param timestampMin earliest timestamp, ns since 1970; 0 for no bound
 * @param timestampMax latest timestamp, ns since 1970; 0 for no bound
 * @param limit most results, 1 to 8,189; a reply holds no more, and a ledger for development returns fewer
 * @param isNewestFirst true for the newest result first, false for the oldest first
 */
public record Window(long timestampMin, long timestampMax, int limit, boolean isNewestFirst) {
    private static final int LIMIT = 100;

    /** The hundred newest results, newest first. */
    public static final Window NEWEST = new Window(0, 0, LIMIT, true);
}
