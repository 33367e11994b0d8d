package io.ledgeractors.actors.internal.config;

import com.typesafe.config.Config;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. The settings that all nodes of a cluster must agree about. Stateless. */
@InternalApi
public final class JoinedKeys {
    /** The path of the connection of a node. */
    public static final String CONNECTION = "ledger-actors.connection";

    /** The path of the id of the ledger's cluster. */
    public static final String CLUSTER_ID = "ledger-actors.cluster.cluster-id";

    /** The path of the addresses of the ledger. */
    public static final String ADDRESSES = "ledger-actors.cluster.addresses";

    /** The path of the role of gateways. */
    public static final String GATEWAY_ROLE = "ledger-actors.gateway.role";

    /** The paths of the numbers of shards. */
    public static final List<String> SHARDS = List.of("ledger-actors.account.shards", "ledger-actors.payment.shards");

    /** All of these paths. */
    public static final List<String> ALL =
            List.of(CONNECTION, CLUSTER_ID, ADDRESSES, GATEWAY_ROLE, SHARDS.get(0), SHARDS.get(1));

    private JoinedKeys() {}

    /** Returns the values of a node, for people. */
    public static String describe(Config config) {
        return ALL.stream().map(key -> key + " = " + config.getString(key)).collect(Collectors.joining(", "));
    }
}
