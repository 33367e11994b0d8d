package io.ledgeractors.embedded.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.ledgeractors.embedded.journal.recovery.ReplayCapacityException;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.journal.segment.SpareSegment;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A log on a disk that is full. */
@Timeout(60)
class LogCapacityTest {
    private static final int RECORD = 400_000;
    private static final JournalSettings SETTINGS =
            new JournalSettings(Path.of("ledger"), UInt128.ZERO, 8 * 1024 * 1024, 1_048_320);

    private final MemoryDisk disk = new MemoryDisk();

    @Test
    void shouldRefuseBeforeTheLastFileIsFullAndGoOnWhenThereIsSpaceAgain() throws Exception {
        disk.freeBytes(SETTINGS.segmentBytes() + Manifest.SIZE);
        Journal journal = Journal.open(SETTINGS, disk, (bytes, at, size) -> 0);
        int before = fill(journal, 0);
        assertThat(journal.lackOfCapacity(RECORD))
                .contains("No space left on device")
                .contains("free space")
                .contains("8388608 bytes in ledger");
        assertThat(journal.failure()).isNull();
        journal.sync();
        assertThat(journal.durableOp()).isEqualTo(before);
        disk.freeBytes(Long.MAX_VALUE);
        Awaitility.await().until(() -> journal.lackOfCapacity(RECORD) == null);
        for (int op = before + 1; op <= before + 50; op++) {
            assertThat(journal.lackOfCapacity(RECORD)).isNull();
            journal.append(op, LogHistory.record(new byte[RECORD]));
        }
        journal.close();
        assertThat(LogHistory.open(disk).records()).hasSize(before + 50);
    }

    @Test
    void shouldUseMostOfTheLastFileAndOpenAgainOnAFullDisk() throws Exception {
        disk.freeBytes(SETTINGS.segmentBytes() + Manifest.SIZE);
        int op = 0;
        for (int start = 0; start < 3; start++) {
            List<byte[]> found = new ArrayList<>();
            Journal journal = Journal.open(SETTINGS, disk, LogHistory.collecting(found));
            assertThat(found).hasSize(op);
            op = fill(journal, op);
            // Starts and pulses are appended without asking for capacity, too.
            journal.append(++op, LogHistory.record(new byte[300]));
            journal.sync();
            journal.close();
        }
        assertThat(op * (long) RECORD).isGreaterThan(SETTINGS.segmentBytes() * 9L / 10);
    }

    @Test
    void shouldWarnAtOnceThatTheNextFileCannotBeMade() throws Exception {
        List<String> warnings = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getLevel() == Level.WARN) {
                    warnings.add(event.getFormattedMessage());
                }
            }
        };
        Logger logger = (Logger) LoggerFactory.getLogger(SpareSegment.class);
        appender.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(appender);
        try {
            disk.freeBytes(SETTINGS.segmentBytes() + Manifest.SIZE);
            Journal journal = Journal.open(SETTINGS, disk, (bytes, at, size) -> 0);
            Awaitility.await().until(() -> !warnings.isEmpty());
            journal.close();
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("8388608 bytes, cannot be made (No space left on device)")
                .contains("free space");
    }

    @Test
    void shouldTryAFailedNextFileAgainAndNotFailWhenItIsNeeded() throws Exception {
        disk.freeBytes(SETTINGS.segmentBytes() + Manifest.SIZE);
        Journal journal = Journal.open(SETTINGS, disk, (bytes, at, size) -> 0);
        assertThat(journal.lackOfCapacity(RECORD))
                .as("the next file failed, but this one has capacity")
                .isNull();
        disk.freeBytes(Long.MAX_VALUE);
        for (int op = 1; op <= 75; op++) {
            journal.append(op, LogHistory.record(new byte[RECORD]));
        }
        journal.sync();
        assertThat(journal.failure()).isNull();
        journal.close();
    }

    @Test
    void shouldTryTheNextFileAgainAfterMemoryWasShort() throws Exception {
        Journal journal = Journal.open(SETTINGS, disk, (bytes, at, size) -> 0);
        journal.append(1, LogHistory.record(new byte[RECORD]));
        journal.close();
        disk.failAllocations(1);
        Journal again = Journal.open(SETTINGS, disk, (bytes, at, size) -> 1);
        for (int op = 2; op <= 50; op++) {
            int next = op;
            Awaitility.await().until(() -> again.lackOfCapacity(RECORD) == null);
            again.append(next, LogHistory.record(new byte[RECORD]));
        }
        again.close();
        assertThat(again.durableOp()).isEqualTo(50);
    }

    @Test
    void shouldSayThatALogThatCannotBeReplayedForWantOfRoomIsSound() throws Exception {
        Journal journal = Journal.open(SETTINGS, disk, (bytes, at, size) -> 0);
        journal.append(1, LogHistory.record(new byte[RECORD]));
        journal.close();
        assertThatThrownBy(() -> Journal.open(SETTINGS, disk, (bytes, at, size) -> {
                    throw new ReplayCapacityException("the disk is full; free space", new IOException("full"));
                }))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("sound")
                .hasMessageContaining("the disk is full; free space")
                .hasMessageNotContaining("cannot be replayed");
        assertThat(LogHistory.open(disk).records()).hasSize(1);
    }

    // Appends until there is no capacity although everything is written; returns the last operation.
    private static int fill(Journal journal, int lastOp) throws LogException {
        int op = lastOp;
        while (journal.lackOfCapacity(RECORD) == null) {
            while (journal.lackOfCapacity(RECORD) == null) {
                journal.append(++op, LogHistory.record(new byte[RECORD]));
            }
            journal.sync();
        }
        return op;
    }
}
