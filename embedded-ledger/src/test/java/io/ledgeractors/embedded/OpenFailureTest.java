package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.port.Clock;
import io.ledgeractors.tck.disk.MemoryDisk;
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

    @Test
    void shouldGiveTheDirectoryBackIfAnythingFailsOnceTheLogIsOpen() {
        MemoryDisk disk = new MemoryDisk();
        Clock failing = new Clock() {
            @Override
            public long realtimeNanos() {
                return Clock.system().realtimeNanos();
            }

            @Override
            public long monotonicNanos() {
                throw new IllegalStateException("thrown on purpose");
            }
        };
        assertThatThrownBy(() -> EmbeddedLedger.open(SETTINGS.withClock(failing), disk))
                .hasMessage("thrown on purpose");
        EmbeddedLedger.open(SETTINGS, disk).close();
    }
}
