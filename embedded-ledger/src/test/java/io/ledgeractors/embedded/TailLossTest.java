package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.recovery.LostTail;
import io.ledgeractors.embedded.recovery.RecoveryResult;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ledger whose newest block is missing or damaged. */
@Timeout(60)
class TailLossTest {
    private static final String FIRST = "00000000000000000001.log";
    private static final int FIRST_BLOCK = 3 * 4096;
    private static final EmbeddedSettings SETTINGS = EmbeddedSettings.inDirectory(Path.of("ledger"))
            .withSegmentBytes(EmbeddedSettings.MIN_SEGMENT_BYTES)
            .withMemory(MemorySettings.create().withRecords(MemorySettings.Records.OFF_HEAP));

    @Test
    void shouldReportNothingAboutASoundLedger() {
        MemoryDisk disk = new MemoryDisk();
        EmbeddedLedger first = EmbeddedLedger.open(SETTINGS, disk);
        assertThat(first.recovery()).isEqualTo(RecoveryResult.NEW);
        first.close();
        EmbeddedLedger second = EmbeddedLedger.open(SETTINGS, disk);
        assertThat(second.recovery().lost()).isNull();
        assertThat(second.recovery().unfinishedBytes()).isZero();
        second.close();
    }

    @Test
    void shouldOpenWithoutANewestBlockThatIsDamagedAndReportIt() {
        MemoryDisk disk = damaged();
        EmbeddedLedger ledger = EmbeddedLedger.open(SETTINGS, disk);
        assertThat(ledger.recovery().lost()).isEqualTo(new LostTail(FIRST, FIRST_BLOCK, 1, 0));
        ledger.close();
    }

    @Test
    void shouldRefuseItIfToldSoAndChangeNothing() {
        MemoryDisk disk = damaged();
        byte[] before = disk.bytes(FIRST).clone();
        assertThatThrownBy(() -> EmbeddedLedger.open(SETTINGS.withTailLoss(TailLoss.REFUSE), disk))
                .isInstanceOf(LedgerOpenException.class)
                .hasMessageContaining(FIRST)
                .hasMessageContaining("may have been acknowledged")
                .hasMessageContaining("tail-loss");
        assertThat(disk.bytes(FIRST)).isEqualTo(before);
    }

    private static MemoryDisk damaged() {
        MemoryDisk disk = new MemoryDisk();
        EmbeddedLedger.open(SETTINGS, disk).close();
        MemoryDisk damaged = disk.kill();
        damaged.bytes(FIRST)[FIRST_BLOCK + 200] ^= 1;
        return damaged;
    }
}
