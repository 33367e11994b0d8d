package io.ledgeractors.actors.payment.internal.stage;

/**
 * The time at which an answer of the ledger arrived, by two clocks that may differ.
 *
 * @param now by the clock of this node, ns since 1970; deadlines are compared with it
 * @param ledgerTime by the ledger's clock, ns since 1970; the expiry of reserves is compared with it
 */
public record AnswerTime(long now, long ledgerTime) {}
