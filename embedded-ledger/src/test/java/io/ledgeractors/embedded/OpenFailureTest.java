package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.disk.MemoryDisk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ledger that could not be opened releases everything. */
@Timeout(60)
class OpenFailureTest {
    private static final EmbeddedSettings SETTINGS = EmbeddedSettings.inDirectory(Path.of("ledger"))
            .withSegmentBytes(EmbeddedSettings.MIN_SEGMENT_BYTES)
            .withMemory(MemorySettings.create().withRecords(MemorySettings.Records.OFF_HEAP));

    @Test
    void shouldGiveTheDirectoryBackWhereverTheDiskFails() {
        MemoryDisk used = new MemoryDisk();
        EmbeddedLedger.open(SETTINGS, used).close();
        for (MemoryDisk disk : new MemoryDisk[] {new MemoryDisk(), used}) {
            int failures = 0;
            for (int call = 0; ; call++) {
                MemoryDisk failing = disk.kill();
                failing.failAt(call);
                EmbeddedLedger opened;
                try {
                    opened = EmbeddedLedger.open(SETTINGS, failing);
                } catch (LedgerOpenException refused) {
                    failures++;
                    failing.failAt(Long.MAX_VALUE / 2);
                    EmbeddedLedger.open(SETTINGS, failing).close();
                    continue;
                }
                opened.close();
                break;
            }
            assertThat(failures).isGreaterThan(3);
        }
    }
}
