package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.config.ConfigSection;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.MemorySettings;
import io.ledgeractors.embedded.MemorySettings.Records;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable ledger in this JVM, opened with the extension and closed with the system.
 *
 * @param directory where the data is; empty: in memory, gone with the JVM
 * @param cluster number of the cluster, stored with the data
 * @param batchSizeLimit greatest body of a request, 512 to 1,048,320 bytes, stored with the data
 * @param memory what memory it may take
 * @param tailLoss what to do if the newest block of the log was announced, but is missing or damaged
 * @param freeSpaceWarning free bytes of the disk below which it warns, 0: never; empty: the greater of 256 MiB and two
 *     files of the log
 */
public record EmbeddedConnection(
        Optional<Path> directory,
        UInt128 cluster,
        int batchSizeLimit,
        MemorySettings memory,
        TailLoss tailLoss,
        OptionalLong freeSpaceWarning)
        implements ConnectionSettings {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConnection.class);
    private static final String PATH = "ledger-actors.embedded";
    private static final String WARNING = "auto, or 0 or more bytes";
    private static final String AT_LEAST = "at least 16 MiB";

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public EmbeddedConnection {
        try {
            new Limits(batchSizeLimit);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(PATH + ".batch-size-limit: " + wrong.getMessage(), wrong);
        }
        if (freeSpaceWarning.isPresent() && freeSpaceWarning.getAsLong() < 0) {
            throw new IllegalArgumentException(
                    PATH + ".free-space-warning must be " + WARNING + ", but is " + freeSpaceWarning.getAsLong());
        }
    }

    /** A ledger in memory, of cluster 0, with the limits of a server in its default configuration. */
    public static EmbeddedConnection inMemory() {
        return new EmbeddedConnection(
                Optional.empty(),
                UInt128.ZERO,
                Limits.DEFAULT.batchSizeLimit(),
                MemorySettings.create(),
                TailLoss.CUT_OFF,
                OptionalLong.empty());
    }

    /** A ledger in a directory, of cluster 0, with the limits of a server in its default configuration. */
    public static EmbeddedConnection inDirectory(Path directory) {
        return new EmbeddedConnection(
                Optional.of(directory),
                UInt128.ZERO,
                Limits.DEFAULT.batchSizeLimit(),
                MemorySettings.create(),
                TailLoss.CUT_OFF,
                OptionalLong.empty());
    }

    /** The same with another number of the cluster. */
    public EmbeddedConnection withCluster(UInt128 newCluster) {
        return new EmbeddedConnection(directory, newCluster, batchSizeLimit, memory, tailLoss, freeSpaceWarning);
    }

    /** The same with another greatest body of a request, 512 to 1,048,320 bytes; 32,512 is a development server's. */
    public EmbeddedConnection withBatchSizeLimit(int bytes) {
        return new EmbeddedConnection(directory, cluster, bytes, memory, tailLoss, freeSpaceWarning);
    }

    /** The same with other bounds of memory. */
    public EmbeddedConnection withMemory(MemorySettings newMemory) {
        return new EmbeddedConnection(directory, cluster, batchSizeLimit, newMemory, tailLoss, freeSpaceWarning);
    }

    /** The same with another answer to a lost newest block of the log; see {@link EmbeddedLedger#recovery()}. */
    public EmbeddedConnection withTailLoss(TailLoss newTailLoss) {
        return new EmbeddedConnection(directory, cluster, batchSizeLimit, memory, newTailLoss, freeSpaceWarning);
    }

    /** The same, warning when the disk has fewer free bytes than this; 0: never. */
    public EmbeddedConnection withFreeSpaceWarning(long bytes) {
        return new EmbeddedConnection(directory, cluster, batchSizeLimit, memory, tailLoss, OptionalLong.of(bytes));
    }

    static EmbeddedConnection create(ConfigSection embedded) {
        UInt128 cluster = ClusterConnection.clusterId(PATH, embedded);
        int limit = embedded.number("batch-size-limit", "512 to 1048320");
        String directory = embedded.text("data-directory", "a directory");
        boolean inMemory = embedded.flag("in-memory");
        if (!inMemory && directory.isBlank()) {
            throw new IllegalArgumentException(
                    PATH + ".data-directory is empty: name a directory, or set " + PATH + ".in-memory = on");
        }
        if (inMemory && !directory.isBlank()) {
            LOG.info(
                    "The ledger is in memory, because {}.in-memory is on; the data directory {} is neither read nor"
                            + " written.",
                    PATH,
                    directory);
        }
        MemorySettings memory = memory(embedded);
        return new EmbeddedConnection(
                inMemory ? Optional.empty() : Optional.of(path(directory)),
                cluster,
                limit,
                memory,
                tailLoss(embedded.text("tail-loss", "cut-off or refuse")),
                freeSpaceWarning(embedded));
    }

    private static Path path(String directory) {
        try {
            return Path.of(directory);
        } catch (InvalidPathException wrong) {
            throw new IllegalArgumentException(PATH + ".data-directory is no directory: " + wrong.getReason(), wrong);
        }
    }

    private static TailLoss tailLoss(String name) {
        return switch (name) {
            case "cut-off" -> TailLoss.CUT_OFF;
            case "refuse" -> TailLoss.REFUSE;
            default -> throw new IllegalArgumentException(PATH + ".tail-loss is cut-off or refuse, not '" + name + "'");
        };
    }

    private static OptionalLong freeSpaceWarning(ConfigSection embedded) {
        return embedded.isWord("free-space-warning", "auto")
                ? OptionalLong.empty()
                : OptionalLong.of(embedded.bytes("free-space-warning", WARNING));
    }

    private static MemorySettings memory(ConfigSection embedded) {
        MemorySettings settings = MemorySettings.create();
        String place = embedded.text("memory.records", "file or off-heap");
        long offHeap = embedded.bytes("memory.off-heap", AT_LEAST);
        boolean auto = embedded.isWord("memory.heap", "auto");
        long heap = auto ? settings.heap() : embedded.bytes("memory.heap", "auto, or " + AT_LEAST);
        if (!place.equals("file") && !place.equals("off-heap")) {
            throw new IllegalArgumentException(PATH + ".memory.records is file or off-heap, not '" + place + "'");
        }
        try {
            settings = settings.withRecords(place.equals("file") ? Records.FILE : Records.OFF_HEAP)
                    .withOffHeap(offHeap);
            return auto ? settings : settings.withHeap(heap);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(PATH + "." + wrong.getMessage(), wrong);
        }
    }
}
