package io.ledgeractors.benchmarks.nodes;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.benchmarks.server.LedgerSystem;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** The process of one node. It does what standard input tells it to, and ends when that input ends. */
final class NodeMain {
    /** The argument of a node that joins no other one. */
    static final String FIRST = "first";

    private NodeMain() {}

    /**
     * Serves requests until the input ends. Arguments: {@link NodeKind}, number of the process, id of the ledger's
     * cluster, its addresses, upper half of the accounts' ids, address of a node to join or {@link #FIRST}. Exit codes:
     * 0 the input has ended, 1 a request failed.
     */
    public static void main(String[] arguments) {
        PrintStream replies = System.out;
        System.setOut(System.err); // the stream of replies must hold nothing else
        boolean good = run(arguments, replies);
        System.exit(good ? 0 : 1);
    }

    private static boolean run(String[] arguments, PrintStream replies) {
        try (NodeLoad load = open(arguments)) {
            reply(replies, new NodeReply.Ready(load.address()));
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                reply(replies, answer(load, NodeRequest.parse(line)));
            }
            return true;
        } catch (Exception | Error e) { // the parent must learn of a missing class, too
            e.printStackTrace();
            reply(replies, new NodeReply.Failed(e.getMessage() == null ? e.toString() : e.getMessage()));
            return false;
        }
    }

    private static void reply(PrintStream replies, NodeReply reply) {
        replies.println(reply.line());
        replies.flush();
    }

    private static NodeReply answer(NodeLoad load, NodeRequest request) {
        if (request instanceof NodeRequest.Turn turn) {
            return new NodeReply.Done(load.turn(turn.side(), turn.inFlight(), Duration.ofMillis(turn.millis())));
        }
        if (request instanceof NodeRequest.Prepare prepare) {
            load.prepare(prepare.members());
            return new NodeReply.Ready(load.address());
        }
        return new NodeReply.Accounts(load.accounts());
    }

    private static NodeLoad open(String[] arguments) {
        Target target = new Target(UInt128.parse(arguments[2]), ReplicaAddress.parseList(arguments[3]));
        TransferGenerator generator =
                TransferGenerator.ofProcess(Long.parseLong(arguments[4]), Integer.parseInt(arguments[1]));
        NodeKind kind = NodeKind.valueOf(arguments[0]);
        if (kind == NodeKind.OWN_SESSION) {
            return new LedgerNode(LedgerSystem.open(target), "", generator);
        }
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "benchmarks", config(kind, target));
        Cluster cluster = Cluster.get(system);
        Address own = cluster.selfMember().address();
        cluster.manager()
                .tell(Join.create(arguments[5].equals(FIRST) ? own : AddressFromURIString.parse(arguments[5])));
        LedgerSystem node = LedgerSystem.ready(system);
        return kind == NodeKind.ENTITIES
                ? new EntityNode(node, own.toString(), generator)
                : new LedgerNode(node, own.toString(), generator);
    }

    private static Config config(NodeKind kind, Target target) {
        Config connected = LedgerSystem.connectedTo(target, LedgerSystem.CLUSTER_NODE);
        return switch (kind) {
            case GATEWAY ->
                ConfigFactory.parseString("pekko.cluster.roles = [ledger-gateway]")
                        .withFallback(connected);
            case BEHIND_GATEWAY ->
                ConfigFactory.parseString("ledger-actors.connection = gateway").withFallback(connected);
            case ENTITIES, OWN_SESSION -> connected;
        };
    }
}
