package io.ledgeractors.actors;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.MemorySettings;
import io.ledgeractors.embedded.MemorySettings.Records;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of a durable ledger in this JVM, which is opened with the extension and closed with the system. */
public final class EmbeddedConnection implements ConnectionSettings {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConnection.class);
    private static final String PATH = "ledger-actors.embedded";
    private static final String WARNING = "auto, or 0 or more bytes";
    private static final String AT_LEAST = "at least 16 MiB";

    private final Optional<Path> dataDirectory;
    private final UInt128 clusterId;
    private final int batchSizeLimit;
    private final MemorySettings memory;
    private final TailLoss tailLoss;
    private final OptionalLong freeSpaceWarning;

    private EmbeddedConnection(
            Optional<Path> dataDirectory,
            UInt128 clusterId,
            int batchSizeLimit,
            MemorySettings memory,
            TailLoss tailLoss,
            OptionalLong freeSpaceWarning) {
        try {
            new Limits(batchSizeLimit);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(PATH + ".batch-size-limit: " + wrong.getMessage(), wrong);
        }
        if (freeSpaceWarning.isPresent() && freeSpaceWarning.getAsLong() < 0) {
            throw new IllegalArgumentException(
                    PATH + ".free-space-warning must be " + WARNING + ", but is " + freeSpaceWarning.getAsLong());
        }
        this.dataDirectory = dataDirectory;
        this.clusterId = clusterId;
        this.batchSizeLimit = batchSizeLimit;
        this.memory = memory;
        this.tailLoss = tailLoss;
        this.freeSpaceWarning = freeSpaceWarning;
    }

    /** Returns a ledger in memory, of cluster 0, with the limits of a server in its default configuration. */
    public static EmbeddedConnection inMemory() {
        return new EmbeddedConnection(
                Optional.empty(),
                UInt128.ZERO,
                Limits.DEFAULT.batchSizeLimit(),
                MemorySettings.create(),
                TailLoss.CUT_OFF,
                OptionalLong.empty());
    }

    /** Returns a ledger in a directory, of cluster 0, with the limits of a server in its default configuration. */
    public static EmbeddedConnection inDirectory(Path directory) {
        return new EmbeddedConnection(
                Optional.of(directory),
                UInt128.ZERO,
                Limits.DEFAULT.batchSizeLimit(),
                MemorySettings.create(),
                TailLoss.CUT_OFF,
                OptionalLong.empty());
    }

    /**
     * Returns the directory of the data. It is empty if the ledger is in memory, and its data is then gone with the
     * JVM.
     */
    public Optional<Path> dataDirectory() {
        return dataDirectory;
    }

    /** Returns the number of the cluster, which is stored with the data. */
    public UInt128 clusterId() {
        return clusterId;
    }

    /** Returns the greatest body of a request in bytes, 512 to 1,048,320, which is stored with the data. */
    public int batchSizeLimit() {
        return batchSizeLimit;
    }

    /** Returns how much memory the ledger may take. */
    public MemorySettings memory() {
        return memory;
    }

    /** Returns what happens if the newest block of the log was announced, but is missing or damaged. */
    public TailLoss tailLoss() {
        return tailLoss;
    }

    /**
     * Returns the number of free bytes on the disk below which the ledger warns. 0 means never, and empty means the
     * default of {@code reference.conf}.
     */
    public OptionalLong freeSpaceWarning() {
        return freeSpaceWarning;
    }

    /** Returns this connection with its data in this directory, also if it was in memory. */
    public EmbeddedConnection withDataDirectory(Path value) {
        return new EmbeddedConnection(
                Optional.of(value), clusterId, batchSizeLimit, memory, tailLoss, freeSpaceWarning);
    }

    /** Returns this connection with another number of the cluster. */
    public EmbeddedConnection withClusterId(UInt128 value) {
        return new EmbeddedConnection(dataDirectory, value, batchSizeLimit, memory, tailLoss, freeSpaceWarning);
    }

    /** Returns this connection with another greatest body of a request, 512 to 1,048,320 bytes. */
    public EmbeddedConnection withBatchSizeLimit(int value) {
        return new EmbeddedConnection(dataDirectory, clusterId, value, memory, tailLoss, freeSpaceWarning);
    }

    /** Returns this connection with other bounds of memory. */
    public EmbeddedConnection withMemory(MemorySettings value) {
        return new EmbeddedConnection(dataDirectory, clusterId, batchSizeLimit, value, tailLoss, freeSpaceWarning);
    }

    /** Returns this connection with another reaction to a lost newest block; see {@link EmbeddedLedger#recovery()}. */
    public EmbeddedConnection withTailLoss(TailLoss value) {
        return new EmbeddedConnection(dataDirectory, clusterId, batchSizeLimit, memory, value, freeSpaceWarning);
    }

    /** Returns this connection, warning when the disk has fewer free bytes than this; 0: never. */
    public EmbeddedConnection withFreeSpaceWarning(long value) {
        return new EmbeddedConnection(
                dataDirectory, clusterId, batchSizeLimit, memory, tailLoss, OptionalLong.of(value));
    }

    /**
     * Returns the connection at {@code ledger-actors.embedded} of a system's configuration.
     *
     * @throws IllegalArgumentException if a key has an impossible value; the message names it
     */
    public static EmbeddedConnection create(ClassicActorSystemProvider system) {
        return create(system.classicSystem().settings().config().getConfig(PATH));
    }

    /**
     * Returns the connection of a section of the configuration.
     *
     * @param config the section {@code ledger-actors.embedded}, with the defaults of {@code reference.conf}
     * @throws IllegalArgumentException if a key has an impossible value; the message names it
     */
    public static EmbeddedConnection create(Config config) {
        return create(new ConfigSection(PATH, config));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmbeddedConnection connection && values().equals(connection.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "EmbeddedConnection" + values();
    }

    private List<Object> values() {
        return List.of(dataDirectory, clusterId, batchSizeLimit, memory, tailLoss, freeSpaceWarning);
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
