package io.ledgeractors.examples.orders;

import io.ledgeractors.cli.ledger.RequestFigures;
import io.ledgeractors.examples.orders.plan.OrderBook;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.examples.shared.Tally;
import java.util.List;

/**
 * The results of a run. Immutable.
 *
 * @param book the orders
 * @param ledger description of the ledger, for people
 * @param monthsAsked number of months that this run was asked to pay
 * @param months number of months that are paid now
 * @param accounts outcomes of the accounts
 * @param funding outcomes of the transfers that fund the payers
 * @param payments outcomes of the transfers that pay the orders
 * @param twoPhase the two-phase payments, one per bank
 * @param openNanos time for opening accounts, in ns
 * @param payNanos time for funding and payments, in ns
 * @param figures measurements of the batcher
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

    /** Returns true if all proofs hold and all two-phase payments ended as planned. */
    public boolean isGood() {
        return proofs.stream().allMatch(Proof::holds) && twoPhase.stream().allMatch(TwoPhaseOutcome::isAsPlanned);
    }

    /** Returns the rate of streamed transfers per second, new and existing ones. */
    public double transfersPerSecond() {
        long transfers = funding.total() + payments.total();
        return payNanos == 0 ? 0 : transfers * NANOS_PER_SECOND / payNanos;
    }

    /** Returns the time for opening accounts, in seconds. */
    public double openSeconds() {
        return openNanos / NANOS_PER_SECOND;
    }

    /** Returns the time for funding and payments, in seconds. */
    public double paySeconds() {
        return payNanos / NANOS_PER_SECOND;
    }

    /** Returns the outcomes of the reservations, posts and voids. */
    public Tally twoPhaseTransfers() {
        Tally tally = new Tally();
        twoPhase.forEach(outcome -> outcome.transfers().forEach(tally::add));
        return tally;
    }
}
