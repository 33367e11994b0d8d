package io.ledgeractors.embedded;

import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.tck.session.LedgerSessionContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DurableSessionIT extends LedgerSessionContract {
    @TempDir
    private Path directory;

    private EmbeddedLedger ledger;

    @BeforeEach
    void openLedger() {
        ledger = EmbeddedLedger.open(EmbeddedSettings.inDirectory(directory.resolve("ledger"))
                .withSegmentBytes(EmbeddedSettings.MIN_SEGMENT_BYTES));
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
