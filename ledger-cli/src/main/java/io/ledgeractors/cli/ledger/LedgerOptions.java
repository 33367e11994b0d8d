package io.ledgeractors.cli.ledger;

import io.ledgeractors.model.UInt128;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which ledger a command uses: one of three, or what application.conf says. */
public final class LedgerOptions {
    @ArgGroup
    private @Nullable Place place;

    private static final class Place {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The embedded ledger, kept in this directory; it is made if there is none.")
        private @Nullable Path data;

        @Option(names = "--memory", description = "The embedded ledger, in memory: gone when the command ends.")
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
                description = "A TigerBeetle cluster or ./ledger start: up to 6 addresses in the order of the"
                        + " replicas, such as 127.0.0.1:3000,127.0.0.1:3001.")
        @SuppressWarnings("NullAway.Init") // required
        private AddressesConverter.Addresses addresses;

        @Option(
                names = "--cluster",
                paramLabel = "ID",
                defaultValue = "0",
                converter = ClusterIdConverter.class,
                description = "Id of that cluster (default: ${DEFAULT-VALUE}).")
        @SuppressWarnings("NullAway.Init") // has a default
        private UInt128 id;
    }

    /** True for {@code --memory}. */
    public boolean isMemory() {
        return place != null && place.memory;
    }

    /** What to do about a command that was interrupted and can be repeated. */
    public String adviceWhenInterrupted() {
        return isMemory()
                ? "its ledger was in memory and is gone"
                : "run it again to continue, nothing is done twice";
    }

    /** The ledger that was chosen. */
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
