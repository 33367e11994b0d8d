package io.ledgeractors.examples.orders;

import io.ledgeractors.cli.UnknownOutcomeException;

/** The ledger lost what was written during a run, which can be reported on nevertheless. */
public final class OrdersOutcomeUnknownException extends UnknownOutcomeException {
    private static final long serialVersionUID = 1L;

    private final transient OrdersReport report;

    /** The outcome of so many transfers is unknown. */
    OrdersOutcomeUnknownException(long transfers, OrdersReport report) {
        super(transfers, "transfers");
        this.report = report;
    }

    /** What the run found out. */
    public OrdersReport report() {
        return report;
    }
}
