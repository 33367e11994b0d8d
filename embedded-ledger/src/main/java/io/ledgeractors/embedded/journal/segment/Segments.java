package io.ledgeractors.embedded.journal.segment;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.util.List;

/** Opens or creates the manifest and the files of a log. */
public final class Segments {
    private Segments() {}

    /**
     * Opens the manifest and all files of the log in order. Creates the first ones if the directory is empty.
     *
     * @param opened takes the open files, even if this fails halfway
     * @throws LogException if files are missing, were cut short, do not belong together or are not a ledger's
     */
    public static Manifest open(
            DiskDirectory directory,
            DiskFile manifestFile,
            JournalSettings settings,
            UInt128 newLogId,
            List<SegmentFile> opened)
            throws IOException, LogException {
        directory.force();
        List<String> names = directory.list().stream()
                .filter(name -> !name.equals(Manifest.NAME))
                .toList();
        List<String> logs = names.stream().filter(LogFormat::isName).toList();
        Manifest manifest = Manifest.open(manifestFile);
        if (manifest == null) {
            if (!names.isEmpty()) {
                throw new LogException(foreign(settings, names));
            }
            return create(directory, manifestFile, settings, newLogId, opened);
        }
        long first = manifest.entry().start().segment();
        for (String name : logs) {
            if (LogFormat.number(name) >= first) {
                SegmentFile segment = SegmentFile.open(directory, name, settings);
                opened.add(segment);
                requireInOrder(segment, first + opened.size() - 1);
                requireSameLog(segment, manifest);
            }
        }
        requireNewest(manifest, first + opened.size() - 1);
        for (String name : names) {
            if (SegmentFile.isUnfinished(name)) {
                directory.delete(name);
            }
        }
        if (opened.isEmpty()) {
            opened.add(first(directory, settings, manifest.entry().logId()));
        }
        return manifest;
    }

    /** Deletes the files of the log before this one, which a checkpoint has made superfluous. */
    public static void deleteBefore(DiskDirectory directory, long number) throws IOException {
        for (String name : directory.list()) {
            if (LogFormat.isName(name) && LogFormat.number(name) < number) {
                directory.delete(name);
            }
        }
    }

    // Leaves nothing behind if it fails.
    private static Manifest create(
            DiskDirectory directory,
            DiskFile manifestFile,
            JournalSettings settings,
            UInt128 logId,
            List<SegmentFile> opened)
            throws IOException, LogException {
        try {
            Manifest manifest = Manifest.create(manifestFile, logId);
            directory.force(); // before there is a file of the log, which must never be found without the manifest
            opened.add(first(directory, settings, logId));
            return manifest;
        } catch (IOException full) {
            deleteManifest(directory, full);
            throw new LogException(
                    "no space for a log of " + settings.segmentBytes() + " bytes in " + settings.directory() + ": "
                            + full.getMessage(),
                    full);
        } catch (RuntimeException failed) {
            deleteManifest(directory, failed);
            throw failed;
        }
    }

    // Keeps the manifest if a file of the log could not be deleted, which must never be found without the manifest.
    private static void deleteManifest(DiskDirectory directory, Exception failed) {
        try {
            if (directory.list().stream().noneMatch(LogFormat::isName)) {
                directory.delete(Manifest.NAME);
            }
        } catch (IOException second) {
            failed.addSuppressed(second);
        }
    }

    /** Returns the message for a directory that holds files, but no manifest or an empty one. */
    public static String foreign(JournalSettings settings, List<String> names) {
        if (names.stream().anyMatch(LogFormat::isName)) {
            return "the log is damaged: " + Manifest.NAME + " is missing or empty in " + settings.directory()
                    + ", or an older version wrote the directory; restore the file from a copy. Nothing was changed";
        }
        return settings.directory() + " is no ledger's: it holds " + some(names)
                + "; name an empty or a new directory. Nothing was changed";
    }

    private static SegmentFile first(DiskDirectory directory, JournalSettings settings, UInt128 logId)
            throws IOException {
        return SegmentFile.create(
                directory,
                new LogFormat.Segment(
                        logId,
                        1,
                        LogFormat.VERSION,
                        settings.segmentBytes(),
                        settings.cluster(),
                        settings.batchSizeLimit()));
    }

    private static void requireInOrder(SegmentFile segment, long number) throws LogException {
        if (segment.header().number() != number) {
            throw missing(number);
        }
    }

    private static void requireNewest(Manifest manifest, long last) throws LogException {
        if (last < manifest.entry().newest()) {
            throw missing(last + 1);
        }
    }

    private static void requireSameLog(SegmentFile segment, Manifest manifest) throws LogException {
        if (!segment.header().logId().equals(manifest.entry().logId())) {
            throw new LogException("the log is damaged: " + segment.name() + " belongs to another log than "
                    + Manifest.NAME + "; restore the file from a copy. Nothing was changed");
        }
    }

    private static LogException missing(long number) {
        return new LogException("the log is damaged: " + LogFormat.name(number)
                + " is missing; restore the file from a copy. Nothing was changed");
    }

    private static String some(List<String> names) {
        return names.size() <= 3 ? String.join(", ", names) : String.join(", ", names.subList(0, 3)) + ", ..";
    }
}
