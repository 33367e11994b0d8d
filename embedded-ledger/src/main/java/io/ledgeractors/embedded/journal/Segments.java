package io.ledgeractors.embedded.journal;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.DiskDirectory;
import java.io.IOException;
import java.util.List;

/** The files of a log, found or made. */
final class Segments {
    private Segments() {}

    /**
     * Opens all files of the log in order, or makes the first one if the directory holds nothing.
     *
     * @param opened takes the files, also if this fails halfway
     * @throws JournalException if files are missing, do not belong together or are none of a ledger
     */
    static void open(DiskDirectory directory, JournalSettings settings, UInt128 newLogId, List<SegmentFile> opened)
            throws IOException, JournalException {
        directory.force();
        List<String> names = directory.list().stream()
                .filter(name -> !name.equals(Format.MANIFEST))
                .toList();
        List<String> logs = names.stream().filter(Format::isName).toList();
        List<String> unfinished =
                names.stream().filter(SegmentFile::isUnfinished).toList();
        if (logs.isEmpty() && names.size() > unfinished.size()) {
            throw new JournalException(foreign(settings, names));
        }
        if (logs.isEmpty()) {
            delete(directory, unfinished);
            opened.add(first(directory, settings, newLogId));
            return;
        }
        for (String name : logs) {
            opened.add(SegmentFile.open(directory, name, settings));
            check(opened, name);
        }
        delete(directory, unfinished);
    }

    private static void delete(DiskDirectory directory, List<String> unfinished) throws IOException {
        for (String name : unfinished) {
            directory.delete(name);
        }
    }

    private static SegmentFile first(DiskDirectory directory, JournalSettings settings, UInt128 logId)
            throws JournalException {
        try {
            return SegmentFile.create(
                    directory,
                    new Format.Segment(
                            logId,
                            1,
                            Format.VERSION,
                            settings.segmentBytes(),
                            settings.cluster(),
                            settings.batchSizeLimit()));
        } catch (IOException full) {
            throw new JournalException(
                    "no room for a log of " + settings.segmentBytes() + " bytes in " + settings.directory() + ": "
                            + full,
                    full);
        }
    }

    private static void check(List<SegmentFile> opened, String name) throws JournalException {
        int last = opened.size() - 1;
        if (Format.number(name) != last + 1) {
            throw new JournalException(
                    "the log is damaged: " + Format.name(last + 1) + " is missing; restore the file from a copy");
        }
        if (!opened.get(last).header().logId().equals(opened.get(0).header().logId())) {
            throw new JournalException("the log is damaged: " + name + " belongs to another log than "
                    + opened.get(0).name() + "; restore the file from a copy");
        }
    }

    /** The words for a directory that holds other files than a ledger's. */
    static String foreign(JournalSettings settings, List<String> names) {
        if (names.stream().anyMatch(Format::isName)) {
            return "the log is damaged: " + Format.MANIFEST + " is missing in " + settings.directory()
                    + "; restore the file from a copy. Nothing was changed";
        }
        return settings.directory() + " is no ledger's: it holds " + some(names)
                + "; name an empty or a new directory. Nothing was changed";
    }

    private static String some(List<String> names) {
        return names.size() <= 3 ? String.join(", ", names) : String.join(", ", names.subList(0, 3)) + ", ..";
    }
}
