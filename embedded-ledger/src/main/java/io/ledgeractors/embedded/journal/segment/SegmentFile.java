package io.ledgeractors.embedded.journal.segment;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import io.ledgeractors.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of the log. */
public final class SegmentFile {
    private static final String UNFINISHED = ".new";

    private final String name;
    private final DiskFile file;
    private final LogFormat.Segment header;

    private SegmentFile(String name, DiskFile file, LogFormat.Segment header) {
        this.name = name;
        this.file = file;
        this.header = header;
    }

    /** Creates the object for a file that is open and whose header was read. */
    public static SegmentFile of(String name, DiskFile file, LogFormat.Segment header) {
        return new SegmentFile(name, file, header);
    }

    /** Returns true for the name of a file that a crash left before it was complete. */
    public static boolean isUnfinished(String name) {
        return name.endsWith(UNFINISHED) && LogFormat.isName(name.substring(0, name.length() - UNFINISHED.length()));
    }

    /** Creates a file of full size. It gets its name only when it is complete and on the disk. */
    public static SegmentFile create(DiskDirectory directory, LogFormat.Segment header) throws IOException {
        String name = LogFormat.name(header.number());
        String unfinished = name + UNFINISHED;
        directory.delete(unfinished);
        DiskFile file = directory.create(unfinished);
        String present = unfinished;
        try {
            file.allocate(header.capacity());
            ByteBuffer page = Bytes.allocate(LogFormat.PAGE);
            LogFormat.writeSegment(page, header);
            file.write(page, 0);
            file.force();
            directory.rename(unfinished, name);
            present = name;
            directory.force();
            return new SegmentFile(name, file, header);
        } catch (IOException | RuntimeException failed) {
            discard(directory, present, file, failed);
            throw failed;
        }
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws LogException if it is damaged or of another format, cluster, batch size limit or log
     */
    public static SegmentFile open(DiskDirectory directory, String name, JournalSettings settings)
            throws IOException, LogException {
        DiskFile file = directory.open(name);
        try {
            ByteBuffer page = Bytes.allocate(LogFormat.PAGE);
            file.read(page, 0);
            if (!LogFormat.isSegment(page)) {
                throw new LogException("the log is damaged: the header of " + name
                        + " at offset 0 is not what was written; restore the file from a copy. Nothing was changed");
            }
            LogFormat.Segment header = LogFormat.readSegment(page);
            check(name, header, settings);
            if (file.size() < header.capacity()) {
                throw new LogException("the log is damaged: " + name + " was cut short, it has " + file.size() + " of "
                        + header.capacity() + " bytes; restore the file from a copy. Nothing was changed");
            }
            return new SegmentFile(name, file, header);
        } catch (IOException | RuntimeException | LogException failed) {
            file.close();
            throw failed;
        }
    }

    /** Returns the name of the file. */
    public String name() {
        return name;
    }

    /** Returns the file on the disk. */
    public DiskFile file() {
        return file;
    }

    /** Returns the contents of the file's header. */
    public LogFormat.Segment header() {
        return header;
    }

    private static void check(String name, LogFormat.Segment header, JournalSettings settings) throws LogException {
        if (header.version() != LogFormat.VERSION) {
            throw new LogException(name + " has version " + header.version() + " of the format, this program knows "
                    + LogFormat.VERSION + " only; use the program that wrote it");
        }
        UInt128 cluster = settings.cluster();
        if (!header.cluster().equals(cluster)) {
            throw new LogException("the data belongs to cluster " + header.cluster() + ", not to cluster " + cluster
                    + "; name that cluster or another directory");
        }
        // With another limit, replay could refuse an acknowledged operation or execute it differently.
        if (header.batchSizeLimit() != settings.batchSizeLimit()) {
            throw new LogException("the data in " + settings.directory() + " was written with batch-size-limit "
                    + header.batchSizeLimit() + ", but " + settings.batchSizeLimit() + " is set; set it to "
                    + header.batchSizeLimit() + " (inside a JVM: EmbeddedSettings.withBatchSizeLimit)");
        }
        if (header.number() != LogFormat.number(name)) {
            throw new LogException("the log is damaged: " + name + " holds the contents of "
                    + LogFormat.name(header.number()) + "; restore the file from a copy. Nothing was changed");
        }
    }

    private static void discard(DiskDirectory directory, String name, DiskFile file, Exception failed) {
        try {
            file.close();
            directory.delete(name);
        } catch (IOException second) {
            failed.addSuppressed(second);
        }
    }
}
