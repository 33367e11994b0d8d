package io.ledgeractors.actors;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.model.UInt128;
import java.util.Map;
import java.util.Random;

/**
 * The ledger of the tests over sockets: an embedded one or the TigerBeetle server at {@code
 * -Dledger.actors.addresses=HOST:PORT}. {@code -Dledger.cluster=N} sets the server's cluster id, 0 by default. Each run
 * uses ids of its own, because the server may hold data of other runs. The integration tests have another property.
 * They run later, and some of their vectors need an empty server.
 */
public final class OutsideLedger {
    private static final String ADDRESSES = System.getProperty("ledger.actors.addresses", "");
    private static final long RUN = new Random().nextLong() >>> 1 | 1;

    private OutsideLedger() {}

    /** Returns the configuration, with the outside ledger if there is one. */
    public static Config or(Config embedded) {
        if (ADDRESSES.isEmpty()) {
            return embedded;
        }
        return ConfigFactory.parseMap(Map.of(
                        "ledger-actors.connection",
                        "cluster",
                        "ledger-actors.cluster.addresses",
                        ADDRESSES,
                        "ledger-actors.cluster.cluster-id",
                        System.getProperty("ledger.cluster", "0")))
                .withFallback(embedded);
    }

    /** Returns the id that stands for a number in this run. */
    public static UInt128 id(long number) {
        return UInt128.of(RUN, number);
    }
}
