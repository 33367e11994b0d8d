package io.ledgeractors.embedded;

import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.tck.session.SilentLedgerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/** The contract of sessions on a ledger whose disk may hang, so that it takes requests and sends no replies. */
class SlowDiskSessionTest extends SilentLedgerContract {
    private final MemoryDisk disk = new MemoryDisk();
    private EmbeddedLedger ledger;

    @BeforeEach
    void openLedger() {
        ledger = EmbeddedLedger.open(
                EmbeddedSettings.inDirectory(Path.of("ledger")).withSegmentBytes(EmbeddedSettings.MIN_SEGMENT_BYTES),
                disk);
    }

    @Override
    protected void closeLedger() {
        disk.hold(false);
        ledger.close();
    }

    @Override
    protected void silenceLedger() {
        disk.hold(true);
    }

    @Override
    protected LedgerSession newSession() {
        return ledger.newSession();
    }
}
