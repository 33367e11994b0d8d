package io.ledgeractors.model;

/**
 * One event of the ledger's history, with both accounts as they were directly after it. The event is a transfer that
 * was created, or a pending transfer that expired.
 *
 * <p>All numbers are unsigned. Source: protocol fact sheet, sections 7 and 10.
 *
 * @param type kind of the event
 * @param timestamp time in ns since 1970 of the transfer or of the expiry
 * @param transfer the transfer as stored; for an expiry the pending transfer. Its {@code timestamp} is the time of its
 *     creation
 * @param debitAccount the debit account directly after the event; its {@code timestamp} is that of its creation
 * @param creditAccount the credit account directly after the event; its {@code timestamp} is that of its creation
 */
public record ChangeEvent(
        ChangeEventType type, long timestamp, Transfer transfer, Account debitAccount, Account creditAccount) {}
