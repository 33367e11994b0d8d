package io.ledgeractors.cli.ledger;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ledger that a command uses, as settings that override those of {@code application.conf}. Immutable. */
public final class LedgerPlace {
    private static final String CONNECTION = "ledger-actors.connection";
    private static final String IN_MEMORY = "ledger-actors.embedded.in-memory";
    private static final String DIRECTORY = "ledger-actors.embedded.data-directory";
    private static final String ADDRESSES = "ledger-actors.cluster.addresses";
    private static final String CLUSTER_ID = "ledger-actors.cluster.cluster-id";
    private static final String EMBEDDED = "embedded";
    private static final String ORIGIN = "the command line";
    private static final Map<String, String> OPTIONS =
            Map.of(ADDRESSES, "--addresses", CLUSTER_ID, "--cluster", DIRECTORY, "--data", IN_MEMORY, "--memory");

    private final Map<String, Object> settings;

    private LedgerPlace(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** Returns the ledger that {@code application.conf} names. */
    public static LedgerPlace asConfigured() {
        return new LedgerPlace(Map.of());
    }

    /** Returns the embedded ledger in memory. */
    public static LedgerPlace inMemory() {
        return new LedgerPlace(Map.of(CONNECTION, EMBEDDED, IN_MEMORY, true, DIRECTORY, ""));
    }

    /** Returns the embedded ledger in a directory. A missing directory is created when the ledger is opened. */
    public static LedgerPlace inDirectory(Path directory) {
        return new LedgerPlace(Map.of(CONNECTION, EMBEDDED, IN_MEMORY, false, DIRECTORY, directory.toString()));
    }

    /** Returns the ledger of a cluster. The addresses are in the order of the replicas. */
    public static LedgerPlace cluster(List<ReplicaAddress> addresses, UInt128 id) {
        String list = addresses.stream().map(ReplicaAddress::toString).collect(Collectors.joining(","));
        return new LedgerPlace(Map.of(CONNECTION, "cluster", ADDRESSES, list, CLUSTER_ID, id.toString()));
    }

    /** Returns {@code base}, overridden by the settings of this place. */
    public Config over(Config base) {
        return ConfigFactory.parseMap(settings, ORIGIN).withFallback(base);
    }

    /**
     * Replaces keys of settings in a message by options of the command line, where the option set them.
     *
     * @param message a message that may name keys of settings
     * @param config the configuration that the message is about
     */
    public static String inWordsOfOptions(String message, Config config) {
        String words = message;
        for (Map.Entry<String, String> option : OPTIONS.entrySet()) {
            String key = option.getKey();
            if (config.hasPath(key)
                    && config.getValue(key).origin().description().contains(ORIGIN)) {
                words = words.replace(key, option.getValue());
            }
        }
        return words;
    }

    /**
     * Returns the directory of the embedded ledger.
     *
     * @return empty if the configuration names a cluster or a ledger in memory
     */
    public static Optional<Path> directory(Config config) {
        boolean isOnDisk = config.getString(CONNECTION).equals(EMBEDDED) && !config.getBoolean(IN_MEMORY);
        return isOnDisk ? Optional.of(Path.of(config.getString(DIRECTORY))) : Optional.empty();
    }

    /** Returns true if the configuration names an embedded ledger in memory, which is new in each process. */
    public static boolean isInMemory(Config config) {
        return config.getString(CONNECTION).equals(EMBEDDED) && config.getBoolean(IN_MEMORY);
    }

    /** Describes the ledger that a configuration names, for people. */
    public static String describe(Config config) {
        if (!config.getString(CONNECTION).equals(EMBEDDED)) {
            return "cluster " + config.getString(CLUSTER_ID) + " at " + config.getString(ADDRESSES);
        }
        return config.getBoolean(IN_MEMORY)
                ? "embedded, in memory (--data DIR keeps it)"
                : "embedded, in " + config.getString(DIRECTORY);
    }
}
