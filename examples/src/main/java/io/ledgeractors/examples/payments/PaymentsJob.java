package io.ledgeractors.examples.payments;

import com.typesafe.config.Config;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.examples.shared.AccountOpening;
import io.ledgeractors.examples.shared.EntityAsks;
import io.ledgeractors.examples.shared.Readback;
import io.ledgeractors.examples.shared.Tally;
import io.ledgeractors.examples.shared.TransferStream;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the payments of a shop: opens its accounts, makes all payments of its plan, and proves from the ledger that each
 * payment was made once or not at all. Every step can be repeated, so the process can be killed at any moment.
 */
public final class PaymentsJob {
    private static final double NANOS = 1e9;

    private PaymentsJob() {}

    /**
     * Runs the job. Blocks the caller until it is done.
     *
     * @param config the configuration of the actor system, which names the ledger
     * @param shop the plan
     * @param progress receives the progress
     * @param notices receives lines for people, from any thread
     * @throws UnknownOutcomeException if the outcome of some accounts is unknown
     * @throws NotExecutedException if the ledger refused requests
     */
    public static PaymentsReport run(Config config, Shop shop, Progress progress, Consumer<String> notices) {
        try (LedgerNode node = LedgerNode.join(config, notices)) {
            EntityAsks asks = new EntityAsks(node.system());
            open(node, asks, shop, progress);
            // init() also resumes the payments that an earlier run has left unfinished.
            Payments payments = Payments.init(
                    node.system(),
                    PaymentSettings.create(node.system(), "shop", Shop.CODE, Shop.WORKFLOW),
                    new ShopStep());
            List<Planned> plan = shop.plan();
            progress.begin("Payments", plan.size());
            long begin = System.nanoTime();
            PaymentsTally tally = PaymentsRun.run(node.system(), payments, plan, progress);
            double seconds = (System.nanoTime() - begin) / NANOS;
            Readback readback = new Readback(node.ledger());
            List<UInt128> transfers = plan.stream()
                    .flatMap(planned -> ShopProofs.transferIds(planned).stream())
                    .toList();
            List<UInt128> accounts = shop.accounts().stream().map(Account::id).toList();
            ShopProofs proofs = new ShopProofs(shop, readback.transfers(transfers), readback.accounts(accounts));
            return new PaymentsReport(shop.payments(), LedgerPlace.describe(config), tally, seconds, proofs.all());
        } finally {
            progress.end();
        }
    }

    private static void open(LedgerNode node, EntityAsks asks, Shop shop, Progress progress) {
        List<Account> accounts = shop.accounts();
        progress.begin("Accounts", accounts.size());
        Tally opened = new AccountOpening(Accounts.get(node.system()), asks).open(accounts, progress);
        if (opened.refused() > 0) {
            throw new NotExecutedException("accounts were refused: " + opened.refusals());
        }
        Tally funded = new TransferStream(node.system(), Progress.NONE).send(shop.funding());
        if (funded.refused() > 0) {
            throw new NotExecutedException("the funding was refused: " + funded.refusals());
        }
    }
}
