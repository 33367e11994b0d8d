package io.ledgeractors.embedded.inspect;

import io.ledgeractors.embedded.disk.ReadOnlyDirectory;
import io.ledgeractors.embedded.disk.ReadOnlyFile;
import io.ledgeractors.embedded.journal.checkpoint.CheckpointFile;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.port.DirectoryInUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Says what is in the directory of a ledger and whether it is damaged. It changes nothing and takes no lock.
 *
 * <p>A ledger in another process may run meanwhile. Then only what its manifest names at the beginning is judged. A
 * ledger in this process must be closed before, because reading its files would release their locks. While the
 * directory is inspected, this process cannot open it.
 */
public final class LedgerInspection {
    /** A damage counts if it is found twice in succession. A running ledger renames and deletes files meanwhile. */
    private static final int LOOKS = 8;

    /** The pause before the second look. Each further pause is twice as long. */
    private static final long PAUSE_MS = 10;

    private LedgerInspection() {}

    /**
     * Inspects a directory. Blocks the caller, who must not be interrupted, until everything is read.
     *
     * @param directory the directory of a ledger
     * @param verify true to check everything that was ever written; false to check what a start of the ledger reads:
     *     manifest, checkpoint and log, but not the pages of records
     * @param progress receives the progress of long work
     * @throws InspectionException if the directory holds no ledger or cannot be read, if another version wrote it, or
     *     if this process has it open
     */
    public static LedgerReport inspect(Path directory, boolean verify, InspectionProgress progress) {
        try {
            List<String> names = names(directory);
            requireLedger(directory, names);
            if (!names.contains(Manifest.NAME)) {
                return Look.withoutManifest(directory).report();
            }
            try (ReadOnlyFile manifest = new ReadOnlyDirectory(directory).open(Manifest.NAME)) {
                requireBegun(directory, names, manifest);
                return look(directory, manifest, verify, progress).report();
            }
        } catch (DirectoryInUseException here) {
            throw new InspectionException(
                    directory + " is in use within this process; close the ledger, or inspect it from another process",
                    here);
        } catch (IOException unreadable) {
            throw new InspectionException(directory + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Look look(Path directory, ReadOnlyFile manifest, boolean verify, InspectionProgress progress)
            throws IOException {
        Look look = Look.at(directory, manifest, verify, progress);
        List<LedgerReport.Damage> before = List.of();
        for (int looks = 1; looks < LOOKS && !look.damages().equals(before); looks++) {
            before = look.damages();
            pause(PAUSE_MS << (looks - 1));
            look = Look.at(directory, manifest, verify, progress);
        }
        return look;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InspectionException("the inspection was interrupted", interrupted);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new InspectionException(directory + " is a file; name the directory of a ledger");
        }
        try {
            return new ReadOnlyDirectory(directory).list();
        } catch (IOException cause) {
            if (cause.getCause() instanceof NoSuchFileException) {
                throw new InspectionException("there is no directory " + directory + "; is the name right?", cause);
            }
            throw cause;
        }
    }

    private static void requireLedger(Path directory, List<String> names) {
        boolean isLedger = names.stream()
                .anyMatch(name -> name.equals(Manifest.NAME) || LogFormat.isName(name) || CheckpointFile.isName(name));
        if (!isLedger) {
            throw new InspectionException("there is no ledger in " + directory + ": it "
                    + (names.isEmpty() ? "is empty" : "holds no " + Manifest.NAME) + "; is the name right?");
        }
    }

    // A ledger that was killed while it was created leaves an empty manifest, and is created anew by the next start.
    private static void requireBegun(Path directory, List<String> names, ReadOnlyFile manifest) throws IOException {
        if (names.size() == 1 && ManifestPart.read(manifest).isEmpty()) {
            throw new InspectionException("there is no ledger in " + directory + " yet: " + Manifest.NAME
                    + " is empty and there is nothing else");
        }
    }
}
