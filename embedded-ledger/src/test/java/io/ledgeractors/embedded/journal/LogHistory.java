package io.ledgeractors.embedded.journal;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.recovery.Replayer;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.log.LogRecord;
import io.ledgeractors.embedded.recovery.RecoveryResult;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A log that twelve clients filled on a slow disk until it ended.
 *
 * @param disk the files after the end
 * @param older the same directory at earlier times
 * @param appended all records that were appended, in order
 * @param acknowledged the least number of records that were acknowledged
 */
record LogHistory(MemoryDisk disk, List<MemoryDisk> older, List<byte[]> appended, int acknowledged) {
    static final JournalSettings SETTINGS =
            new JournalSettings(Path.of("ledger"), UInt128.ZERO, JournalSettings.SEGMENT_BYTES_MIN, 1_048_320);
    private static final int CLIENTS = 12;

    /** The ways in which a log ends. */
    enum End {
        /** The process is killed while a force is under way. */
        KILL,
        /** The ledger is closed. */
        CLOSE,
        /** The power fails while a force is under way. */
        POWER_CUT,
        /** A force fails. Its bytes are lost, but still served when the log is opened again. */
        LOST_FORCE,
        /** A force fails, and then the power. */
        LOST_FORCE_AND_POWER
    }

    /** The records and the result of an opening. */
    record Found(List<byte[]> records, RecoveryResult result) {}

    /** Creates a log of at least so many files. */
    static LogHistory make(Random random, int files, End end) throws Exception {
        MemoryDisk disk = new MemoryDisk();
        List<MemoryDisk> older = new ArrayList<>();
        List<byte[]> appended = new ArrayList<>();
        Journal journal = Journal.open(SETTINGS, disk, (bytes, at, size) -> 0);
        disk.hold(true);
        int most = 1 + random.nextInt(6000);
        while (disk.names().stream().filter(LogFormat::isName).count() < files || appended.size() < 60) {
            while (appended.size() - journal.durableOp() < CLIENTS) {
                byte[] bytes = new byte[1 + random.nextInt(most)];
                random.nextBytes(bytes);
                appended.add(bytes);
                journal.append(appended.size(), record(bytes));
            }
            if (random.nextInt(40) == 0) {
                older.add(disk.kill());
            }
            disk.allow(1 + random.nextInt(3));
            Thread.onSpinWait();
        }
        if (end == End.CLOSE) {
            disk.hold(false);
            journal.close();
            return new LogHistory(disk, older, appended, appended.size());
        }
        if (end == End.LOST_FORCE || end == End.LOST_FORCE_AND_POWER) {
            disk.loseAtForce(random.nextInt(4));
            disk.hold(false);
            appendUntilFailure(disk, journal, appended);
        }
        int acknowledged = (int) journal.durableOp();
        boolean served = end == End.KILL || end == End.LOST_FORCE;
        MemoryDisk after = served ? disk.kill() : disk.powerCut(random);
        disk.hold(false);
        journal.close();
        return new LogHistory(after, older, appended, acknowledged);
    }

    // The record with which the log fails may be on the disk, but is not acknowledged.
    private static void appendUntilFailure(MemoryDisk disk, Journal journal, List<byte[]> appended) {
        for (int i = 0; journal.failure() == null; i++) {
            if (i > 4) {
                disk.loseAtForce(
                        0); // the first failure hit a file that was made in the background, which is tried again
            }
            byte[] bytes = new byte[] {(byte) appended.size(), 1};
            appended.add(bytes);
            try {
                journal.append(appended.size(), record(bytes));
                journal.sync();
            } catch (IllegalStateException | LogException failed) {
                return;
            }
        }
    }

    /** Opens a log, reads it and closes it. */
    static Found open(MemoryDisk disk) throws LogException {
        List<byte[]> found = new ArrayList<>();
        Journal journal = Journal.open(SETTINGS, disk, collecting(found));
        journal.close();
        return new Found(found, journal.recovery());
    }

    static Replayer collecting(List<byte[]> found) {
        return (bytes, at, size) -> {
            byte[] copy = new byte[size];
            bytes.get(at, copy);
            found.add(copy);
            return found.size();
        };
    }

    static LogRecord record(byte[] bytes) {
        return new LogRecord() {
            @Override
            public int size() {
                return bytes.length;
            }

            @Override
            public void writeTo(ByteBuffer target, int offset) {
                target.put(offset, bytes);
            }
        };
    }
}
