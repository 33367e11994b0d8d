package io.ledgeractors.actors.payment.flow;

/**
 * When an answer came.
 *
 * @param now by the clock here, ns since 1970: for deadlines
 * @param ledgerTime by the ledger's clock, ns since 1970: for the end of reserves
 */
record When(long now, long ledgerTime) {}
