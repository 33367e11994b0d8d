package io.ledgeractors.embedded.inspect;

import io.ledgeractors.embedded.checkpoint.LedgerImage;
import io.ledgeractors.embedded.disk.ReadOnlyDirectory;
import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.journal.checkpoint.CheckpointFile;
import io.ledgeractors.embedded.journal.checkpoint.CheckpointMark;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.records.SavedImages;
import io.ledgeractors.embedded.records.SavedRecords;
import io.ledgeractors.embedded.replica.SavedReplica;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint that the manifest names.
 *
 * @param report what it holds
 * @param salt the salt of the pages of the records
 * @param records the files of records that it counts
 * @param images the images of pages that it counts
 */
record CheckpointPart(LedgerReport.Checkpoint report, long salt, List<SavedRecords> records, List<SavedImages> images) {
    /** Reads the checkpoint; returns null if it is damaged. */
    static @Nullable CheckpointPart read(
            ReadOnlyDirectory directory, UInt128 logId, CheckpointMark mark, boolean verify, Damages damages) {
        String name = CheckpointFile.name(mark.op());
        try (DiskFile file = directory.open(name)) {
            CheckpointFile.Header header = CheckpointFile.readHeader(file);
            if (header == null) {
                damages.add(name, 0, "the header of the checkpoint is not what was written");
                return null;
            }
            if (header.version() != CheckpointFile.VERSION) {
                throw new InspectionException(name + " has version " + header.version()
                        + " of the format, this program knows " + CheckpointFile.VERSION
                        + " only; use the program that wrote it");
            }
            if (!header.isOf(logId, mark)) {
                damages.add(name, 0, "it is another checkpoint than the one that ledger.manifest names");
                return null;
            }
            ByteBuffer body = CheckpointFile.readBody(file, header);
            if (body == null) {
                damages.add(name, LogFormat.PAGE, "the body of the checkpoint is not what was written");
                return null;
            }
            if (verify) {
                Zeros.check(name, file, CheckpointFile.HEADER, LogFormat.PAGE, damages);
                Zeros.check(name, file, LogFormat.PAGE + header.length(), file.size(), damages);
            }
            return parse(name, file.size(), header.version(), body);
        } catch (IOException cause) {
            damages.add(name, cause);
            return null;
        } catch (IllegalArgumentException impossible) {
            damages.add(name, LogFormat.PAGE, String.valueOf(impossible.getMessage()));
            return null;
        }
    }

    private static CheckpointPart parse(String name, long size, int version, ByteBuffer body) {
        ImageReader image = LedgerImage.reader(body);
        long salt = image.getLong();
        List<SavedRecords> records = SavedRecords.read(image);
        List<SavedImages> images = SavedImages.read(image);
        SavedReplica replica = SavedReplica.read(image, LedgerImage.replies(body));
        image.end();
        LedgerReport.Checkpoint report = new LedgerReport.Checkpoint(
                name,
                size,
                version,
                replica.op(),
                replica.view(),
                replica.lastTimestamp(),
                count(records, "accounts.pages"),
                count(records, "transfers.pages"),
                count(records, "expiries.pages"),
                count(records, "failed-ids.pages"),
                replica.sessionCount(),
                replica.lastReplyOp());
        return new CheckpointPart(report, salt, records, images);
    }

    private static int count(List<SavedRecords> records, String file) {
        return records.stream()
                .filter(store -> store.file().equals(file))
                .mapToInt(SavedRecords::count)
                .sum();
    }
}
