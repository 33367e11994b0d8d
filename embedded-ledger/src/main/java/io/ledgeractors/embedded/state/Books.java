package io.ledgeractors.embedded.state;

/** All that a ledger knows. */
final class Books {
    final AccountTable accounts = new AccountTable();
    final TransferTable transfers = new TransferTable();
    final ExpiryTable expiries = new ExpiryTable(transfers);

    long lastTimestamp() {
        return Math.max(Math.max(accounts.lastTimestamp(), transfers.lastTimestamp()), expiries.lastTimestamp());
    }
}
