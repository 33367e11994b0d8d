package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.tck.session.SilentLedgerContract;

/** The sessions of a kit's ledger pass the tests that every session must pass. */
class KitSessionContractTest extends SilentLedgerContract {
    private final TestTime time = new TestTime();
    private final KitLedger ledger = KitLedger.open(time, time, 1);

    @Override
    protected LedgerSession newSession() {
        return ledger.newSession();
    }

    @Override
    protected void silenceLedger() {
        ledger.faults().next().times(Integer.MAX_VALUE).hold();
    }

    @Override
    protected void closeLedger() {
        ledger.close();
    }
}
