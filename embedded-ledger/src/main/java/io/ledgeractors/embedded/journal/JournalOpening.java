package io.ledgeractors.embedded.journal;

import io.ledgeractors.embedded.disk.PrivateThread;
import io.ledgeractors.embedded.journal.checkpoint.CheckpointFile;
import io.ledgeractors.embedded.journal.checkpoint.CheckpointMark;
import io.ledgeractors.embedded.journal.checkpoint.LogStart;
import io.ledgeractors.embedded.journal.recovery.LogRecovery;
import io.ledgeractors.embedded.journal.recovery.Replayer;
import io.ledgeractors.embedded.journal.recovery.Restorer;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.journal.segment.SegmentFile;
import io.ledgeractors.embedded.journal.segment.Segments;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.recovery.RecoveryResult;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.DirectoryInUseException;
import io.ledgeractors.port.Disk;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import io.ledgeractors.port.NoLockFileException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the directory and the files of a journal and recovers its log, on a private thread. */
final class JournalOpening {
    private JournalOpening() {}

    /**
     * Opens a journal that is not started yet; see {@link Journal#open}.
     *
     * @throws LogException if it cannot be opened; everything that was opened is closed then
     */
    static Journal open(JournalSettings settings, Disk disk, Restorer restorer) throws LogException {
        try {
            return PrivateThread.call("ledger-open", () -> openHere(settings, disk, restorer, true));
        } catch (LogException refused) {
            throw refused;
        } catch (Exception failed) {
            throw new LogException(String.valueOf(failed.getMessage()), failed);
        }
    }

    /**
     * Opens a journal without threads, on the calling thread; see {@link Journal#openStepped}.
     *
     * @throws LogException if it cannot be opened; everything that was opened is closed then
     */
    static Journal openStepped(JournalSettings settings, Disk disk, Restorer restorer) throws LogException {
        try {
            return openHere(settings, disk, restorer, false);
        } catch (IOException failed) {
            throw new LogException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static Journal openHere(JournalSettings settings, Disk disk, Restorer restorer, boolean hasThreads)
            throws IOException, LogException {
        DiskDirectory directory;
        try {
            directory = disk.open(settings.directory(), Manifest.NAME, name -> false);
        } catch (DirectoryInUseException inUse) {
            throw new LogException(String.valueOf(inUse.getMessage()), inUse);
        } catch (NoLockFileException foreign) {
            throw new LogException(Segments.foreign(settings, foreign.names()), foreign);
        } catch (IOException refused) {
            throw new LogException("the directory cannot be opened: " + refused.getMessage(), refused);
        }
        List<SegmentFile> segments = new ArrayList<>();
        try {
            DiskFile manifestFile = directory.open(Manifest.NAME);
            Manifest manifest = Segments.open(directory, manifestFile, settings, newLogId(), segments);
            Replayer replayer = restorer.restore(checkpoint(directory, manifest.entry()));
            LogRecovery recovery = new LogRecovery(segments, manifest, settings.tailLoss(), replayer);
            RecoveryResult result = recovery.run();
            deleteSuperfluous(directory, manifest.entry().checkpoint());
            SegmentWriter writer = new SegmentWriter(
                    directory, settings, manifest, segments, recovery.starts(), recovery.tail(), hasThreads);
            return new Journal(settings, directory, writer, result, hasThreads);
        } catch (IOException | LogException | RuntimeException | Error refused) {
            closeAfter(directory, segments, refused);
            throw refused;
        }
    }

    private static Restorer.@Nullable Checkpoint checkpoint(DiskDirectory directory, Manifest.Entry entry)
            throws IOException, LogException {
        CheckpointMark mark = entry.checkpoint();
        return mark == null
                ? null
                : new Restorer.Checkpoint(mark.op(), CheckpointFile.read(directory, entry.logId(), mark));
    }

    /**
     * Deletes the files that a checkpoint makes superfluous. A crash can leave some of them, and a checkpoint that does
     * not count.
     *
     * @param mark the checkpoint that the manifest names, or null if it names none
     */
    static void deleteSuperfluous(DiskDirectory directory, @Nullable CheckpointMark mark) throws IOException {
        CheckpointFile.deleteOthers(directory, mark == null ? 0 : mark.op());
        Segments.deleteBefore(
                directory,
                mark == null ? LogStart.FIRST.segment() : mark.start().segment());
    }

    private static void closeAfter(DiskDirectory directory, List<SegmentFile> segments, Throwable refused) {
        try {
            for (SegmentFile segment : segments) {
                segment.file().close();
            }
            directory.close();
        } catch (IOException second) {
            refused.addSuppressed(second);
        }
    }

    private static UInt128 newLogId() {
        SecureRandom random = new SecureRandom();
        return UInt128.of(random.nextLong(), random.nextLong());
    }
}
