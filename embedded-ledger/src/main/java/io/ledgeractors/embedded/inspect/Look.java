package io.ledgeractors.embedded.inspect;

import io.ledgeractors.embedded.disk.ReadOnlyDirectory;
import io.ledgeractors.embedded.disk.ReadOnlyFile;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.journal.segment.SegmentFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One look at manifest, checkpoint and log. The manifest that was read first says what is judged. */
final class Look {
    private final Path path;
    private final ReadOnlyDirectory directory;
    private final boolean verify;
    private final InspectionProgress progress;
    private final Damages damages = new Damages();
    private LedgerReport.@Nullable Holder holder;
    private LedgerReport.@Nullable Settings settings;
    private List<LedgerReport.Entry> entries = List.of();
    private List<LedgerReport.OtherFile> others = List.of();
    private List<LedgerReport.LogFile> log = List.of();
    private LedgerReport.@Nullable End end;
    private @Nullable CheckpointPart checkpoint;

    private Look(Path path, boolean verify, InspectionProgress progress) {
        this.path = path;
        this.directory = new ReadOnlyDirectory(path);
        this.verify = verify;
        this.progress = progress;
    }

    /** Looks at a directory that holds a manifest. */
    static Look at(Path path, ReadOnlyFile manifest, boolean verify, InspectionProgress progress) throws IOException {
        Look look = new Look(path, verify, progress);
        look.read(manifest);
        return look;
    }

    /** Looks at a directory with files of a ledger, whose manifest is missing. */
    static Look withoutManifest(Path path) throws IOException {
        Look look = new Look(path, false, InspectionProgress.NONE);
        look.damages.add(Manifest.NAME, 0, "the file is missing, or an older version wrote the directory");
        look.others = OtherFiles.of(path, look.directory.list(), null);
        return look;
    }

    /** Returns the damages that were found. */
    List<LedgerReport.Damage> damages() {
        return damages.list();
    }

    /** Reads the records and returns all that was found. */
    LedgerReport report() throws IOException {
        List<LedgerReport.OtherFile> all = new ArrayList<>(others);
        List<LedgerReport.RecordFile> records = new RecordsPart(path, checkpoint, progress, damages).read(verify, all);
        return new LedgerReport(
                path,
                verify,
                holder,
                settings,
                entries,
                checkpoint == null ? null : checkpoint.report(),
                log,
                end,
                records,
                all,
                damages.list());
    }

    private void read(ReadOnlyFile file) throws IOException {
        ManifestPart manifest = ManifestPart.read(file);
        holder = manifest.holder();
        entries = manifest.report();
        Manifest.Entry entry = manifest.entry();
        if (entry == null) {
            damages.add(
                    Manifest.NAME, 0, manifest.isEmpty() ? "the file is empty" : "no entry of the file can be read");
            others = OtherFiles.of(path, directory.list(), null);
            return;
        }
        manifest.check(verify, damages);
        if (entry.checkpoint() != null) {
            checkpoint = CheckpointPart.read(directory, entry.logId(), entry.checkpoint(), verify, damages);
        }
        List<String> names = directory.list();
        try (LogFiles files = LogFiles.open(directory, names, entry, verify, damages)) {
            settings = settings(files.settings());
            if (!files.segments().isEmpty()) {
                readLog(files.segments(), entry, file);
            }
        }
        others = OtherFiles.of(path, names, entry);
    }

    private void readLog(List<SegmentFile> segments, Manifest.Entry entry, ReadOnlyFile manifest) {
        try {
            long bytes = 0;
            for (SegmentFile segment : segments) {
                bytes += segment.file().size();
            }
            progress.begin("log", bytes);
            LogPart part = new LogPart(segments, entry, verify, progress, damages);
            part.read();
            Manifest.Entry after = ManifestPart.read(manifest).entry();
            boolean isGrowing = after == null || after.generation() != entry.generation();
            if (!isGrowing) {
                part.takeEnd();
            }
            log = part.files();
            end = part.end(isGrowing);
        } catch (IOException cause) {
            damages.add(segments.get(0).name(), cause);
        }
    }

    private static LedgerReport.@Nullable Settings settings(LogFormat.@Nullable Segment header) {
        return header == null
                ? null
                : new LedgerReport.Settings(header.cluster(), header.batchSizeLimit(), header.version());
    }
}
