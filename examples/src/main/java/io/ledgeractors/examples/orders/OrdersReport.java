package io.ledgeractors.examples.orders;

import io.ledgeractors.cli.ledger.RequestFigures;
import io.ledgeractors.examples.shared.Tally;

import io.ledgeractors.examples.orders.plan.OrderBook;
import io.ledgeractors.examples.shared.Proof;
import java.util.List;

/**
 * What a run of the job did and found.
 *
 * @param book the orders
 * @param ledger the ledger, for people
 * @param monthsAsked months that this run was asked to pay
 * @param months months that are paid now
 * @param accounts what became of the accounts
 * @param funding what became of the transfers that fund the payers
 * @param payments what became of the transfers that pay the orders
 * @param twoPhase the two-phase payments, one per bank
 * @param openNanos time spent with opening accounts
 * @param payNanos time spent with funding and payments
 * @param figures what the batcher measured
 * @param proofs the three proofs
 */
public record OrdersReport(
        OrderBook book,
        String ledger,
        int monthsAsked,
        int months,
        Tally accounts,
        Tally funding,
        Tally payments,
        List<TwoPhaseOutcome> twoPhase,
        long openNanos,
        long payNanos,
        RequestFigures figures,
        List<Proof> proofs) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Keeps copies of the lists. */
    public OrdersReport {
        twoPhase = List.copyOf(twoPhase);
        proofs = List.copyOf(proofs);
    }

    /** True if all proofs hold and all two-phase payments ended as planned. */
    public boolean isGood() {
        return proofs.stream().allMatch(Proof::holds) && twoPhase.stream().allMatch(TwoPhaseOutcome::isAsPlanned);
    }

    /** Transfers of the streams, new ones and those that existed, per second. */
    public double transfersPerSecond() {
        long transfers = funding.total() + payments.total();
        return payNanos == 0 ? 0 : transfers * NANOS_PER_SECOND / payNanos;
    }

    /** Seconds spent with opening accounts. */
    public double openSeconds() {
        return openNanos / NANOS_PER_SECOND;
    }

    /** Seconds spent with funding and payments. */
    public double paySeconds() {
        return payNanos / NANOS_PER_SECOND;
    }

    /** What became of the reservations, posts and voids. */
    public Tally twoPhaseTransfers() {
        Tally tally = new Tally();
        twoPhase.forEach(outcome -> outcome.transfers().forEach(tally::add));
        return tally;
    }
}
