package io.ledgeractors.examples.cluster;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.payment.PaymentWorkflow;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.StateReply;
import io.ledgeractors.examples.payments.shop.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Asks every wallet for its balance and some payments for their state, and repeats the asks that are not answered. When
 * all are answered, the shards of both kinds are served, wherever they are. Blocks its thread.
 */
final class NodeProbe {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    private static final int PAYMENTS = 60;

    private final List<Supplier<CompletableFuture<Boolean>>> asks = new ArrayList<>();

    /** Creates the probe for the shop and the wallets with this number. */
    NodeProbe(int identity, Accounts accounts, Payments payments) {
        Wallets wallets = new Wallets(identity);
        Shop shop = new Shop(identity);
        for (int number = 0; number < Wallets.COUNT; number++) {
            int wallet = number;
            asks.add(() -> balance(accounts, wallets, wallet));
        }
        for (int number = 0; number < PAYMENTS; number++) {
            PaymentWorkflow workflow =
                    payments.workflow(shop.planned(number).payment().id());
            asks.add(() -> state(workflow));
        }
    }

    private static CompletableFuture<Boolean> balance(Accounts accounts, Wallets wallets, int wallet) {
        return accounts.entity(wallets.account(wallet))
                .<LookupAccountsReply>ask(AccountEntity.GetBalance::new, ANSWER_WITHIN)
                .handle((reply, failure) -> reply != null && reply.outcome() instanceof LedgerReply.Results)
                .toCompletableFuture();
    }

    private static CompletableFuture<Boolean> state(PaymentWorkflow workflow) {
        return workflow.<StateReply>ask(PaymentWorkflow.GetState::new, ANSWER_WITHIN)
                .handle((reply, failure) -> reply != null && !(reply instanceof StateReply.Undecided))
                .toCompletableFuture();
    }

    /** Asks until everything is answered. */
    void run() {
        List<Supplier<CompletableFuture<Boolean>>> open = asks;
        while (!open.isEmpty()) {
            List<CompletableFuture<Boolean>> answers =
                    open.stream().map(Supplier::get).toList();
            List<Supplier<CompletableFuture<Boolean>>> unanswered = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                if (!answers.get(i).join()) {
                    unanswered.add(open.get(i));
                }
            }
            open = unanswered;
        }
    }
}
