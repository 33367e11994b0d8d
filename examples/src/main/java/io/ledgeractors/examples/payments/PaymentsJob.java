package io.ledgeractors.examples.payments;

import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.examples.payments.shop.CallEnd;
import io.ledgeractors.examples.payments.shop.PaymentCall;
import io.ledgeractors.examples.payments.shop.PaymentsTally;
import io.ledgeractors.examples.payments.shop.Planned;
import io.ledgeractors.examples.payments.shop.Shop;
import io.ledgeractors.examples.payments.shop.ShopOpening;
import io.ledgeractors.examples.payments.shop.ShopProofs;
import io.ledgeractors.examples.payments.shop.ShopStep;
import io.ledgeractors.examples.shared.AskCounter;
import io.ledgeractors.examples.shared.CallWindow;
import io.ledgeractors.examples.shared.Readback;
import java.time.Duration;
import java.util.List;

/**
 * Runs the payments of a shop: opens its accounts, makes all payments of its plan, and proves from the ledger that each
 * payment was made once or not at all. Every step can be repeated, so the process can be killed at any moment.
 */
final class PaymentsJob {
    private static final double NANOS = 1e9;
    private static final int WINDOW = 200;
    private static final int TRIES = 30;

    // A reply is lost only if another node has the payment and dies or hands its shard over.
    private static final PaymentCall.Patience PATIENCE =
            new PaymentCall.Patience(Duration.ofSeconds(30), Duration.ofSeconds(10), TRIES, Duration.ZERO);

    private PaymentsJob() {}

    /**
     * Runs the job. Blocks the caller until it is done.
     *
     * @param node a node whose ledger is open and which is up in its cluster
     * @param payments number of payments, which also is the number of the shop
     * @param progress receives the progress
     * @throws UnknownOutcomeException if the outcome of some accounts is unknown
     * @throws NotExecutedException if the ledger refused requests
     */
    static PaymentsReport run(LedgerNode node, int payments, Progress progress) {
        try {
            Shop shop = new Shop(payments);
            progress.begin("Accounts", 1);
            ShopOpening.open(node, shop);
            progress.add(1);
            // Sharding needs the same kinds of entities on all nodes of a cluster, and ./ledger cluster has accounts.
            Accounts.get(node.system());
            // init() also resumes the payments that an earlier run has left unfinished.
            Payments service = Payments.init(
                    node.system(),
                    PaymentSettings.create(node.system(), "shop", Shop.CODE, Shop.WORKFLOW),
                    new ShopStep());
            List<Planned> plan = shop.plan(payments);
            progress.begin("Payments", plan.size());
            long begin = System.nanoTime();
            PaymentsTally tally = pay(node, service, plan, progress);
            double seconds = (System.nanoTime() - begin) / NANOS;
            ShopProofs proofs = ShopProofs.of(shop, plan, new Readback(node.ledger()));
            String ledger = LedgerPlace.describe(node.system().settings().config());
            return new PaymentsReport(payments, ledger, tally, seconds, proofs.all());
        } finally {
            progress.end();
        }
    }

    private static PaymentsTally pay(LedgerNode node, Payments service, List<Planned> plan, Progress progress) {
        PaymentsTally tally = new PaymentsTally();
        AskCounter counter = new AskCounter();
        CallWindow.<Planned, CallEnd>start(
                        node.system(),
                        plan.iterator(),
                        new CallWindow.Pace("payments-run", WINDOW, Duration.ZERO),
                        (planned, done) -> PaymentCall.create(service, planned, PATIENCE, counter, done),
                        (planned, end) -> {
                            tally.add(planned, end);
                            progress.add(1);
                        })
                .toCompletableFuture()
                .join();
        return tally;
    }
}
