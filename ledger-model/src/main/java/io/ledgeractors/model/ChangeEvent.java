package io.ledgeractors.model;

/**
 * One event of the ledger's history: a transfer that was created, or a pending one that expired, with
 * both accounts as they were right after it.
 *
 * <p>Numbers are unsigned. Source: protocol fact sheet, sections 7 and 10.
 *
 * @param type what happened
 * @param timestamp ns since 1970: that of the transfer, or for an expiry the moment of it
 * @param transfer the transfer as stored; for an expiry the pending one. Its {@code timestamp} is when the
 *     transfer was created
 * @param debitAccount the debit account right after the event; its {@code timestamp} is when it was created
 * @param creditAccount the credit account right after the event; its {@code timestamp} is when it was created
 */
public record ChangeEvent(
        ChangeEventType type, long timestamp, Transfer transfer, Account debitAccount, Account creditAccount) {}
