package io.ledgeractors.embedded.inspect;

import io.ledgeractors.embedded.journal.checkpoint.CheckpointFile;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.journal.segment.SegmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names the files of a directory that are neither the manifest nor needed for a start. */
final class OtherFiles {
    /** The words for a file that no ledger makes. */
    static final String FOREIGN = "not the ledger's";

    private OtherFiles() {}

    static List<LedgerReport.OtherFile> of(Path directory, List<String> names, Manifest.@Nullable Entry manifest)
            throws IOException {
        List<LedgerReport.OtherFile> others = new ArrayList<>();
        for (String name : names) {
            String what = what(name, manifest);
            if (what != null) {
                others.add(new LedgerReport.OtherFile(name, size(directory.resolve(name)), what));
            }
        }
        return others;
    }

    /** Returns the bytes of a file; 0 if it is a directory or has just been deleted. */
    static long size(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? attributes.size() : 0;
        } catch (NoSuchFileException deleted) {
            return 0;
        }
    }

    // Returns null for a file that the report names elsewhere.
    private static @Nullable String what(String name, Manifest.@Nullable Entry manifest) {
        if (name.equals(Manifest.NAME) || name.equals(RecordsPart.DIRECTORY)) {
            return null;
        }
        if (LogFormat.isName(name)) {
            boolean isNeeded = manifest != null
                    && LogFormat.number(name) >= manifest.start().segment();
            return isNeeded ? null : "a file of the log" + (manifest == null ? "" : " that the checkpoint replaces");
        }
        if (SegmentFile.isUnfinished(name)) {
            return "a file of the log that is not complete";
        }
        if (CheckpointFile.isName(name)) {
            boolean counts = manifest != null
                    && manifest.checkpoint() != null
                    && name.equals(CheckpointFile.name(manifest.checkpoint().op()));
            return counts ? null : "a checkpoint that does not count";
        }
        return FOREIGN;
    }
}
