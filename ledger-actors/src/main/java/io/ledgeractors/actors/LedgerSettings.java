package io.ledgeractors.actors;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of a ledger, from {@code ledger-actors} of the configuration; keys and their reasons are in
 * {@code reference.conf}. Immutable.
 *
 * @param connection which ledger
 * @param batcher how it is asked
 */
public record LedgerSettings(ConnectionSettings connection, BatcherSettings batcher) {
    /** Where the settings stand. */
    public static final String PATH = "ledger-actors";

    /** Where the dispatcher of batchers stands, that of ledgers at other paths, too. Its keys are Pekko's. */
    static final String DISPATCHER = PATH + ".dispatcher";

    /**
     * Reads the settings.
     *
     * @param config the part below {@value #PATH}, with the defaults of {@code reference.conf}
     * @throws IllegalArgumentException naming the key that is unknown or has an impossible value
     */
    public static LedgerSettings create(Config config) {
        try {
            return new LedgerSettings(ConnectionSettings.create(config), BatcherSettings.create(config));
        } catch (ConfigException wrong) {
            throw new IllegalArgumentException(PATH + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Reads what stands at a path, with {@code reference} for what is missing; errors name the path. */
    static LedgerSettings create(String path, Config config, Config reference) {
        try {
            refuseUnknownKeys(config, reference);
            return create(config.withFallback(reference));
        } catch (IllegalArgumentException wrong) {
            String message = String.valueOf(wrong.getMessage());
            throw path.equals(PATH) ? wrong : new IllegalArgumentException(message.replace(PATH, path), wrong);
        }
    }

    /**
     * Refuses keys that nobody reads.
     *
     * @param config the part below {@value #PATH}
     * @param reference the same part of all {@code reference.conf} files
     * @throws IllegalArgumentException naming the first unknown key
     */
    public static void refuseUnknownKeys(Config config, Config reference) {
        Set<String> known = keys(reference);
        for (String key : keys(config)) {
            if (!known.contains(key) && !isOfDispatcher(PATH + "." + key)) {
                throw new IllegalArgumentException(
                        PATH + "." + key + " is no setting of Ledger Actors; reference.conf lists those there are");
            }
        }
    }

    private static boolean isOfDispatcher(String path) {
        return path.equals(DISPATCHER) || path.startsWith(DISPATCHER + ".");
    }

    /** The same with another connection. */
    public LedgerSettings withConnection(ConnectionSettings newConnection) {
        return new LedgerSettings(newConnection, batcher);
    }

    /** The same with another batcher. */
    public LedgerSettings withBatcher(BatcherSettings newBatcher) {
        return new LedgerSettings(connection, newBatcher);
    }

    private static Set<String> keys(Config config) {
        Set<String> keys = new TreeSet<>();
        for (Map.Entry<String, ?> entry : config.entrySet()) {
            keys.add(entry.getKey());
        }
        return keys;
    }
}
