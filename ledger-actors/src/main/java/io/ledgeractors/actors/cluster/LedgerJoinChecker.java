package io.ledgeractors.actors.cluster;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.JoinedKeys;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.Invalid;
import org.apache.pekko.cluster.JoinConfigCompatChecker;
import org.apache.pekko.cluster.Valid;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * INTERNAL API. Keeps a node out of the cluster whose settings do not fit those of the members. Nodes that disagree
 * about the ledger or about the number of shards would work on different accounts, or twice on the same payment.
 * Pekko asks it on both sides when a node joins through seed nodes; {@code reference.conf} names it. The sides are the
 * joining node and the seed node that answers, so not every member is compared with every other. A node without this
 * library may join. Thread-safe.
 */
@InternalApi
public final class LedgerJoinChecker extends JoinConfigCompatChecker {
    /** Creates the checker; Pekko calls this. */
    public LedgerJoinChecker() {}

    @Override
    public Seq<String> requiredKeys() {
        return CollectionConverters.asScala(JoinedKeys.ALL).toSeq();
    }

    @Override
    public ConfigValidation check(Config toCheck, Config actualConfig) {
        List<String> wrong = differences(toCheck, actualConfig);
        return wrong.isEmpty()
                ? Valid.getInstance()
                : new Invalid(CollectionConverters.asScala(wrong).toSeq());
    }

    /** Returns what keeps nodes with these configurations from working on one ledger, each with the remedy. */
    static List<String> differences(Config one, Config other) {
        if (!one.hasPath(JoinedKeys.CONNECTION) || !other.hasPath(JoinedKeys.CONNECTION)) {
            return List.of();
        }
        List<String> wrong = new ArrayList<>();
        if (isConnection(one, "embedded") || isConnection(other, "embedded")) {
            wrong.add(JoinedKeys.CONNECTION + " = embedded gives each node a ledger of its own; run one node, or set "
                    + JoinedKeys.CONNECTION
                    + " = cluster on all nodes, with the addresses of TigerBeetle or of ./ledger start. Nodes without a"
                    + " session set it to gateway, which needs nodes with cluster and the role "
                    + JoinedKeys.GATEWAY_ROLE);
            return wrong;
        }
        JoinedKeys.SHARDS.forEach(key -> compare(wrong, key, one, other, Function.identity()));
        compare(wrong, JoinedKeys.GATEWAY_ROLE, one, other, Function.identity());
        // A node without a session has no addresses, so nodes of two ledgers may join through it. Their gateways
        // compare the ledgers when they find each other, and each node compares those of its gateways.
        if (isConnection(one, "cluster") && isConnection(other, "cluster")) {
            compare(
                    wrong,
                    JoinedKeys.CLUSTER_ID,
                    one,
                    other,
                    text -> UInt128.parse(text).toString());
            compare(wrong, JoinedKeys.ADDRESSES, one, other, LedgerJoinChecker::asSet);
        }
        return wrong;
    }

    private static boolean isConnection(Config config, String connection) {
        return config.getString(JoinedKeys.CONNECTION).equals(connection);
    }

    // The order is that of the replicas, which each node checks against what the replicas say.
    private static String asSet(String addresses) {
        return ReplicaAddress.parseList(addresses).stream()
                .map(ReplicaAddress::toString)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    private static void compare(
            List<String> wrong, String key, Config one, Config other, Function<String, String> normal) {
        String here = normal(one.getString(key), normal);
        String there = normal(other.getString(key), normal);
        if (!here.equals(there)) {
            wrong.add(key + " is " + here + " on one node and " + there
                    + " on another; set the same value on all nodes and start them again");
        }
    }

    // A value that is no number or address is refused elsewhere, with words of its own.
    private static String normal(String value, Function<String, String> normal) {
        try {
            return normal.apply(value);
        } catch (IllegalArgumentException impossible) {
            return value;
        }
    }
}
