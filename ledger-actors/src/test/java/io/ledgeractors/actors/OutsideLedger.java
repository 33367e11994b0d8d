package io.ledgeractors.actors;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.model.UInt128;
import java.util.Map;
import java.util.Random;

/**
 * The ledger of the tests over sockets: an embedded one or, with {@code -Dledger.actors.addresses=HOST:PORT} (and
 * {@code -Dledger.cluster=N}, 0 by default), the outside TigerBeetle there. Numbers are of this run, because much may
 * be there. The property is not that of the integration tests: those come later and want the server empty for some
 * vectors.
 */
public final class OutsideLedger {
    private static final String ADDRESSES = System.getProperty("ledger.actors.addresses", "");
    private static final long RUN = new Random().nextLong() >>> 1 | 1;

    private OutsideLedger() {}

    /** The configuration, with the outside ledger if there is one. */
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

    /** The id of this run for a number. */
    public static UInt128 id(long number) {
        return UInt128.of(RUN, number);
    }
}
