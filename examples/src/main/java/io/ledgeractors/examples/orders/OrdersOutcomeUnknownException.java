package io.ledgeractors.examples.orders;

import io.ledgeractors.cli.UnknownOutcomeException;

/** Says that the ledger lost transfers during a run, and holds the report on that run. */
public final class OrdersOutcomeUnknownException extends UnknownOutcomeException {
    private static final long serialVersionUID = 1L;

    private final transient OrdersReport report;

    /** Creates the exception for a number of transfers whose outcome is unknown. */
    OrdersOutcomeUnknownException(long transfers, OrdersReport report) {
        super(transfers, "transfers");
        this.report = report;
    }

    /** Returns the report. */
    public OrdersReport report() {
        return report;
    }
}
