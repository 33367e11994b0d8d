package io.ledgeractors.examples.cluster;

import com.typesafe.config.Config;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.examples.payments.shop.Shop;
import io.ledgeractors.examples.payments.shop.ShopStep;
import io.ledgeractors.examples.shared.NodeAddress;
import io.ledgeractors.examples.shared.NodeConfig;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.cluster.typed.Cluster;

/** A node with account entities, payments and callers of its own. Thread-safe. */
final class ClusterNode {
    private static final String HERE = "127.0.0.1";
    private static final String KIND = "shop";
    private static final long LOOK_EVERY_MS = 200;

    // The command has a session with the ledger already, so a node only waits for a machine that is busy.
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration UP_WITHIN = Duration.ofSeconds(60);

    private final NodeSettings settings;
    private final Consumer<NodeLine> lines;
    private final LedgerNode node;
    private final Accounts accounts;
    private final Payments payments;
    private final NodeLoad load;

    private ClusterNode(NodeSettings settings, Consumer<NodeLine> lines, LedgerNode node) {
        this.settings = settings;
        this.lines = lines;
        this.node = node;
        this.accounts = Accounts.get(node.system());
        this.payments = Payments.init(
                node.system(), PaymentSettings.create(node.system(), KIND, Shop.CODE, Shop.WORKFLOW), new ShopStep());
        this.load = new NodeLoad(settings, lines);
    }

    /**
     * Starts the node, lets it join and starts its callers. Blocks the caller until the node is up.
     *
     * @param lines takes what the node says, from any thread
     * @throws io.ledgeractors.cli.BadInputException if the node cannot reach the ledger or the cluster
     */
    static ClusterNode start(NodeSettings settings, Consumer<NodeLine> lines) {
        Config base = LedgerPlace.cluster(settings.ledger(), settings.cluster()).over(ApplicationConfig.load());
        LedgerNode joined = LedgerNode.join(
                NodeConfig.over(settings.access().over(base), HERE, settings.port(), settings.seeds()),
                notice -> lines.accept(new NodeLine.Note(notice)),
                READY_WITHIN,
                UP_WITHIN);
        ClusterNode node = new ClusterNode(settings, lines, joined);
        node.begin();
        return node;
    }

    private void begin() {
        String address = Cluster.get(node.system()).selfMember().address().hostPort();
        lines.accept(new NodeLine.Up(NodeAddress.parse(address.substring(address.indexOf('@') + 1))));
        NodeWatch watch = new NodeWatch(node.system(), KIND, lines);
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(ClusterNode::daemon);
        looks.scheduleWithFixedDelay(() -> watch.look(load.progress()), 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        load.start(node.system(), accounts, payments).whenComplete((done, failure) -> {
            lines.accept(load.progress());
            lines.accept(failure == null ? new NodeLine.Done() : new NodeLine.Note("the load failed: " + failure));
        });
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "cluster-node");
        thread.setDaemon(true);
        return thread;
    }

    /** Does what it is told. */
    void carryOut(NodeOrder order) {
        if (order instanceof NodeOrder.Probe probe) {
            daemon(() -> {
                        new NodeProbe(settings.identity(), accounts, payments).run();
                        lines.accept(new NodeLine.Served(probe.number()));
                    })
                    .start();
        } else if (order instanceof NodeOrder.EndLoad) {
            load.stop();
        } else {
            node.system().terminate();
        }
    }

    /** Blocks until the actor system has ended: after {@link NodeOrder.Leave}, or because the cluster removed it. */
    void awaitEnd() {
        node.system().getWhenTerminated().toCompletableFuture().join();
    }
}
