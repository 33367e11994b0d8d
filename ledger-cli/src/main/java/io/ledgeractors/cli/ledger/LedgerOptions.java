package io.ledgeractors.cli.ledger;

import io.ledgeractors.model.UInt128;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * The options that choose the ledger of a command: {@code --data}, {@code --memory} or {@code --addresses}. Without
 * them {@code application.conf} chooses.
 */
public final class LedgerOptions {
    @ArgGroup
    private @Nullable Place place;

    private static final class Place {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                converter = DirectoryConverter.class,
                description = "Uses the embedded ledger in this directory. Commands that write create a missing one.")
        private @Nullable Path data;

        @Option(
                names = "--memory",
                description = "Uses the embedded ledger in memory; it is gone when the command ends.")
        private boolean memory;

        @ArgGroup(exclusive = false)
        private @Nullable Cluster cluster;
    }

    private static final class Cluster {
        @Option(
                names = "--addresses",
                required = true,
                paramLabel = "LIST",
                converter = AddressesConverter.class,
                description = "Uses a TigerBeetle cluster or ./ledger start: up to 6 addresses in the order of the"
                        + " replicas, such as 127.0.0.1:3000,ledger-2.example.com:3000.")
        @SuppressWarnings("NullAway.Init") // required
        private AddressesConverter.Addresses addresses;

        @Option(
                names = "--cluster",
                paramLabel = "ID",
                defaultValue = "0",
                converter = ClusterIdConverter.class,
                description = "The id of that cluster (default: ${DEFAULT-VALUE}).")
        @SuppressWarnings("NullAway.Init") // has a default
        private UInt128 id;
    }

    private boolean isMemory() {
        return place != null && place.memory;
    }

    /** Returns what to tell a person who interrupts a command that can be repeated. */
    public String adviceWhenInterrupted() {
        return isMemory() ? "its ledger was in memory and is gone" : "run it again to continue, nothing is done twice";
    }

    /** Returns the ledger that the options choose. */
    public LedgerPlace place() {
        if (place == null) {
            return LedgerPlace.asConfigured();
        }
        if (place.cluster != null) {
            return LedgerPlace.cluster(place.cluster.addresses.list(), place.cluster.id);
        }
        return place.data == null ? LedgerPlace.inMemory() : LedgerPlace.inDirectory(place.data);
    }
}
