package io.ledgeractors.actors;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.internal.config.ConfigSection;
import io.ledgeractors.actors.internal.gateway.access.AccessSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;

/**
 * The settings of a ledger, from {@code ledger-actors} of the configuration; keys and their reasons are in {@code
 * reference.conf}. Immutable.
 *
 * @param connection names the ledger
 * @param batcher settings of the actor that asks it
 * @param gateway settings of the gateway, if this node serves as one
 */
public record LedgerSettings(ConnectionSettings connection, BatcherSettings batcher, GatewaySettings gateway) {
    /** The path of the settings in the configuration. */
    public static final String PATH = "ledger-actors";

    /** The key of the limits that a gateway has for its callers. */
    static final String ACCESS = "gateway.access";

    /** The path of the dispatcher of all batchers, also those of ledgers at other paths. Its keys are Pekko's. */
    static final String DISPATCHER = PATH + ".dispatcher";

    /** Creates settings with the default settings of a gateway. */
    public LedgerSettings(ConnectionSettings connection, BatcherSettings batcher) {
        this(connection, batcher, GatewaySettings.DEFAULT);
    }

    /**
     * Returns the settings at {@value #PATH} of a system's configuration.
     *
     * @throws IllegalArgumentException if a key is unknown or has an impossible value; the message names it
     */
    public static LedgerSettings create(ClassicActorSystemProvider system) {
        return create(system, PATH);
    }

    /** Returns the settings at a path of a system's configuration. Errors name the path. */
    static LedgerSettings create(ClassicActorSystemProvider system, String path) {
        Config all = system.classicSystem().settings().config();
        if (!all.hasPath(path)) {
            throw new IllegalArgumentException("the configuration has no ledger at " + path);
        }
        return create(path, all.getConfig(path), reference(system));
    }

    /** Returns the section at a path of a system's configuration, with the defaults of {@code reference.conf}. */
    static Config section(ClassicActorSystemProvider system, String path) {
        return system.classicSystem().settings().config().getConfig(path).withFallback(reference(system));
    }

    private static Config reference(ClassicActorSystemProvider system) {
        ClassLoader loader =
                ((ExtendedActorSystem) system.classicSystem()).dynamicAccess().classLoader();
        return ConfigFactory.defaultReference(loader).getConfig(PATH);
    }

    /**
     * Returns the settings of a section of the configuration. Unknown keys are ignored.
     *
     * @param config the section {@value #PATH}, with the defaults of {@code reference.conf}
     * @throws IllegalArgumentException if a key has an impossible value; the message names it
     */
    public static LedgerSettings create(Config config) {
        try {
            // Only gateways use the limits of callers, but every node refuses impossible ones.
            AccessSettings.create(config.getConfig(ACCESS));
            return new LedgerSettings(
                    ConnectionSettings.create(config),
                    BatcherSettings.create(new ConfigSection(PATH, config).section("batcher")),
                    GatewaySettings.create(config));
        } catch (ConfigException wrong) {
            throw new IllegalArgumentException(PATH + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Returns the settings of a path. {@code reference} has the values of missing keys. Errors name the path. */
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
     * Refuses unknown keys.
     *
     * @param config the section {@value #PATH}
     * @param reference the same section of all {@code reference.conf} files
     * @throws IllegalArgumentException if a key is unknown; the message names the first one
     */
    public static void refuseUnknownKeys(Config config, Config reference) {
        Set<String> known = keys(reference);
        for (String key : keys(config)) {
            if (!known.contains(key) && !isOfDispatcher(PATH + "." + key)) {
                throw new IllegalArgumentException(
                        PATH + "." + key + " is no setting of Ledger Actors; reference.conf lists the settings");
            }
        }
    }

    private static boolean isOfDispatcher(String path) {
        return path.equals(DISPATCHER) || path.startsWith(DISPATCHER + ".");
    }

    /** Returns these settings with another connection. */
    public LedgerSettings withConnection(ConnectionSettings newConnection) {
        return new LedgerSettings(newConnection, batcher, gateway);
    }

    /** Returns these settings with other settings of the batcher. */
    public LedgerSettings withBatcher(BatcherSettings newBatcher) {
        return new LedgerSettings(connection, newBatcher, gateway);
    }

    /** Returns these settings with other settings of a gateway. */
    public LedgerSettings withGateway(GatewaySettings newGateway) {
        return new LedgerSettings(connection, batcher, newGateway);
    }

    private static Set<String> keys(Config config) {
        Set<String> keys = new TreeSet<>();
        for (Map.Entry<String, ?> entry : config.entrySet()) {
            keys.add(entry.getKey());
        }
        return keys;
    }
}
