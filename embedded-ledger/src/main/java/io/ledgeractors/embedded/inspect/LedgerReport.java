package io.ledgeractors.embedded.inspect;

import io.ledgeractors.embedded.recovery.LostTail;
import io.ledgeractors.model.UInt128;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the directory of a ledger. Immutable. It holds no id of a client, because nothing else protects a
 * session.
 *
 * @param directory the directory
 * @param verified true if everything was checked; false if only what a start of the ledger reads
 * @param holder the process that the lock note names, or null if it names none
 * @param settings what the files of the log say about the ledger, or null if there is no readable one
 * @param entries the entries of the manifest that can be read
 * @param checkpoint the checkpoint that counts, or null if there is none or it cannot be read
 * @param log the files of the log that a start needs, in their order
 * @param end where the log ends, or null if it cannot be read
 * @param records the files of records
 * @param others all other files
 * @param damages all damaged places that were found
 */
public record LedgerReport(
        Path directory,
        boolean verified,
        @Nullable Holder holder,
        @Nullable Settings settings,
        List<Entry> entries,
        @Nullable Checkpoint checkpoint,
        List<LogFile> log,
        @Nullable End end,
        List<RecordFile> records,
        List<OtherFile> others,
        List<Damage> damages) {

    /** Copies the lists. */
    public LedgerReport {
        entries = List.copyOf(entries);
        log = List.copyOf(log);
        records = List.copyOf(records);
        others = List.copyOf(others);
        damages = List.copyOf(damages);
    }

    /** Returns true if no damage was found. */
    public boolean isSound() {
        return damages.isEmpty();
    }

    /**
     * The process that the lock note names. It holds the lock, or it was killed.
     *
     * @param process number of the process; in another container the number may mean another process
     * @param isRunning true if a process of this number runs on this machine
     */
    public record Holder(long process, boolean isRunning) {}

    /**
     * The ledger, as the files of the log describe it.
     *
     * @param cluster id of the cluster
     * @param batchSizeLimit greatest body of a request in bytes
     * @param version version of the log's format
     */
    public record Settings(UInt128 cluster, int batchSizeLimit, int version) {}

    /**
     * An entry of the manifest.
     *
     * @param offset bytes from the beginning of the file
     * @param isCounting true for the newer one, which counts
     * @param version version of the format
     * @param generation number of the entry, from 1 on
     * @param logId the random id of the log
     * @param newestFile number of the newest file of the log; 0 before there is one
     * @param forcedBlock number of the last block that is known to have been forced; 0 if there is none
     * @param reservedTime the time, ns since 1970, behind which a start begins; 0 if none was reserved
     * @param checkpointOp last operation of the newest checkpoint; 0 if there is none
     * @param firstFile number of the file with which the log begins
     */
    public record Entry(
            long offset,
            boolean isCounting,
            int version,
            long generation,
            UInt128 logId,
            long newestFile,
            long forcedBlock,
            long reservedTime,
            long checkpointOp,
            long firstFile) {}

    /**
     * The checkpoint that counts.
     *
     * @param file name of its file
     * @param size bytes of the file
     * @param version version of the format
     * @param op position of the last operation
     * @param view the view
     * @param time time of the last operation or local read, ns since 1970
     * @param accounts number of accounts
     * @param transfers number of transfers
     * @param expiries number of transfers that expired
     * @param failedIds number of ids of transfers that failed and stay invalid
     * @param sessions number of sessions
     * @param lastReplyOp operation of the newest last reply of a session; 0 if there is no session
     */
    public record Checkpoint(
            String file,
            long size,
            int version,
            long op,
            int view,
            long time,
            int accounts,
            int transfers,
            int expiries,
            int failedIds,
            int sessions,
            long lastReplyOp) {}

    /**
     * A file of the log. Numbers are 0 if there is no sound block in the file.
     *
     * @param name name of the file
     * @param size bytes of the file
     * @param blocks number of sound blocks
     * @param firstBlock number of the first block
     * @param lastBlock number of the last block
     * @param firstOp position of the first record
     * @param lastOp position of the last record
     * @param kinds number of records by kind: start, request, local, pulse, time
     */
    public record LogFile(
            String name,
            long size,
            long blocks,
            long firstBlock,
            long lastBlock,
            long firstOp,
            long lastOp,
            Map<String, Long> kinds) {
        /** Copies the map. */
        public LogFile {
            kinds = Map.copyOf(kinds);
        }
    }

    /**
     * Where the log ends.
     *
     * @param file name of the file
     * @param offset bytes from the beginning of the file to the place of the next block
     * @param lastBlock number of the last block; 0 if there is none
     * @param lastOp position of the last record; 0 if there is none
     * @param isGrowing true if a ledger wrote meanwhile, so what is behind the end is not judged
     * @param unfinishedBytes bytes behind the end that are not zero, in whole pages. They belong to a write that was
     *     interrupted before anything in it was acknowledged, or to {@code lost}
     * @param lost the newest block if it is missing or damaged although it may have been acknowledged; else null
     */
    public record End(
            String file,
            long offset,
            long lastBlock,
            long lastOp,
            boolean isGrowing,
            long unfinishedBytes,
            @Nullable LostTail lost) {}

    /**
     * A file of records.
     *
     * @param name name of the file in the directory {@code records}
     * @param size bytes of the file; 0 if there is none
     * @param counted number of records that the checkpoint counts; 0 without a checkpoint
     * @param pages number of pages that the checkpoint counts
     */
    public record RecordFile(String name, long size, int counted, int pages) {}

    /**
     * Any other file or directory.
     *
     * @param name name below the directory
     * @param size bytes of the file; 0 for a directory
     * @param what what it is, for people
     */
    public record OtherFile(String name, long size, String what) {}

    /**
     * A damaged place.
     *
     * @param file name of the file below the directory
     * @param offset bytes from the beginning of the file
     * @param what what is wrong there, for people
     */
    public record Damage(String file, long offset, String what) {
        @Override
        public String toString() {
            return file + " at offset " + offset + ": " + what;
        }
    }
}
