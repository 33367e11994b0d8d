package io.ledgeractors.embedded;

import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.tck.session.LedgerSessionContract;
import org.junit.jupiter.api.BeforeEach;

class InMemorySessionTest extends LedgerSessionContract {
    private EmbeddedLedger ledger;

    @BeforeEach
    void openLedger() {
        ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
    }

    @Override
    protected void closeLedger() {
        ledger.close();
    }

    @Override
    protected LedgerSession newSession() {
        return ledger.newSession();
    }
}
