package io.ledgeractors.embedded.inspect;

import io.ledgeractors.embedded.disk.ReadOnlyDirectory;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.records.SavedImages;
import io.ledgeractors.embedded.records.SavedRecords;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the files of records, and checks the pages that a checkpoint counts. Such a page is never changed. */
final class RecordsPart {
    /** The directory of the records below that of the ledger. */
    static final String DIRECTORY = "records";

    private final Path path;
    private final @Nullable CheckpointPart checkpoint;
    private final InspectionProgress progress;
    private final Damages damages;

    RecordsPart(Path ledger, @Nullable CheckpointPart checkpoint, InspectionProgress progress, Damages damages) {
        this.path = ledger.resolve(DIRECTORY);
        this.checkpoint = checkpoint;
        this.progress = progress;
        this.damages = damages;
    }

    /** Returns the files; checks those that the checkpoint counts, and reads their pages if {@code verify} is set. */
    List<LedgerReport.RecordFile> read(boolean verify, List<LedgerReport.OtherFile> others) throws IOException {
        List<SavedRecords> counted = checkpoint == null ? List.of() : checkpoint.records();
        List<String> names = names();
        List<LedgerReport.RecordFile> files = new ArrayList<>();
        List<SavedImages> images = checkpoint == null ? List.of() : checkpoint.images();
        if (verify) {
            progress.begin("records", bytes(counted, images));
        }
        for (SavedRecords store : counted) {
            long size = size(names, store.file(), store.bytes());
            files.add(new LedgerReport.RecordFile(store.file(), size, store.count(), pages(store)));
            if (verify && size > 0) {
                check(store, size);
            }
        }
        for (SavedImages each : images) {
            for (int place = 0; place < 2; place++) {
                long size = size(names, each.file(place), each.bytes(place));
                if (size > 0) {
                    files.add(new LedgerReport.RecordFile(each.file(place), size, 0, each.pagesIn(place)));
                }
                if (verify && size > 0) {
                    check(each, place);
                }
            }
        }
        List<String> listed = files.stream().map(LedgerReport.RecordFile::name).toList();
        for (String name : names) {
            if (!listed.contains(name)) {
                long size = OtherFiles.size(path.resolve(name));
                if (name.endsWith(RecordFiles.SUFFIX) && RecordFiles.isName(name)) {
                    files.add(new LedgerReport.RecordFile(name, size, 0, 0));
                } else {
                    String what = RecordFiles.isName(name) ? "the lock of the records" : OtherFiles.FOREIGN;
                    others.add(new LedgerReport.OtherFile(below(name), size, what));
                }
            }
        }
        return files;
    }

    private static long bytes(List<SavedRecords> records, List<SavedImages> images) {
        return records.stream().mapToLong(SavedRecords::bytes).sum()
                + images.stream()
                        .mapToLong(each -> (long) each.pages() * each.pageFileBytes())
                        .sum();
    }

    // Returns the size of a file, and reports it as damaged if it is smaller than the checkpoint says.
    private long size(List<String> names, String name, long bytes) throws IOException {
        long size = names.contains(name) ? OtherFiles.size(path.resolve(name)) : 0;
        if (size < bytes) {
            String fault = names.contains(name) ? "the file was cut short" : "the file is missing";
            damages.add(below(name), size, fault + ", it had " + bytes + " bytes");
        }
        return size;
    }

    private void check(SavedImages images, int place) {
        String name = below(images.file(place));
        try (DiskFile file = new ReadOnlyDirectory(path).open(images.file(place))) {
            images.check(file, place, checkpoint == null ? 0 : checkpoint.salt(), (page, isSound) -> {
                progress.add(images.pageFileBytes());
                if (!isSound) {
                    damages.add(
                            name, (long) page * images.pageFileBytes(), "page " + page + " is not what was written");
                }
            });
        } catch (IOException cause) {
            damages.add(name, cause);
        }
    }

    private List<String> names() throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return new ReadOnlyDirectory(path).list();
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            damages.add(DIRECTORY, 0, "it is a link or a file, but a ledger keeps a directory of its own there");
        }
        return List.of();
    }

    private int pages(SavedRecords store) {
        try {
            return store.pages();
        } catch (IllegalArgumentException impossible) {
            damages.add(below(store.file()), 0, String.valueOf(impossible.getMessage()));
            return 0;
        }
    }

    private void check(SavedRecords store, long size) {
        String name = below(store.file());
        int whole = (int) Math.min(store.pages(), store.bytes() == 0 ? 0 : size / store.pageBytes());
        try (DiskFile file = new ReadOnlyDirectory(path).open(store.file())) {
            long salt = checkpoint == null ? 0 : checkpoint.salt();
            store.check(file, salt, whole, (page, isSound) -> {
                progress.add(store.pageBytes());
                if (!isSound) {
                    damages.add(name, (long) page * store.pageBytes(), "page " + page + " is not what was written");
                }
            });
        } catch (IOException cause) {
            damages.add(name, cause);
        } catch (IllegalArgumentException told) {
            return;
        }
    }

    private static String below(String name) {
        return DIRECTORY + "/" + name;
    }
}
