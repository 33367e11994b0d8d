package io.ledgeractors.examples.orders;

import com.typesafe.config.Config;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.examples.orders.plan.Ids;
import io.ledgeractors.examples.orders.plan.OrderBook;
import io.ledgeractors.examples.orders.plan.OrderLedger;
import io.ledgeractors.examples.orders.plan.Proofs;
import io.ledgeractors.examples.orders.plan.TwoPhasePayment;
import io.ledgeractors.examples.shared.AccountOpening;
import io.ledgeractors.examples.shared.EntityAsks;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.examples.shared.Readback;
import io.ledgeractors.examples.shared.Tally;
import io.ledgeractors.examples.shared.TransferStream;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Pays a book of orders step by step: opens the accounts, funds and pays month by month, runs two-phase payments, and
 * proves the balances. Every step can be repeated. No step begins before everything it needs is known to be in the
 * ledger, because a transfer without its account or funding fails for good. The ledger never accepts its id again.
 */
public final class OrdersJob {
    private final LedgerNode node;
    private final OrderBook book;
    private final OrderLedger plan;
    private final int monthsAsked;
    private final Progress progress;
    private final Readback readback;
    private final EntityAsks asks;

    private OrdersJob(LedgerNode node, OrderBook book, int monthsAsked, Progress progress) {
        this.node = node;
        this.book = book;
        this.plan = new OrderLedger(book);
        this.monthsAsked = monthsAsked;
        this.progress = progress;
        this.readback = new Readback(node.ledger());
        this.asks = new EntityAsks(node.system());
    }

    /**
     * Runs the job. Blocks the caller until it is done.
     *
     * @param config the configuration of the actor system, which names the ledger
     * @param book the orders
     * @param months number of months to pay, at least 1; an earlier run may have paid more
     * @param progress receives the progress
     * @param notices receives lines for people, from any thread
     * @throws BadInputException if the ledger holds the orders of another file; nothing was written
     * @throws UnknownOutcomeException if the outcome of some transfers or accounts is unknown
     * @throws NotExecutedException if the ledger refused requests
     */
    public static OrdersReport run(
            Config config, OrderBook book, int months, Progress progress, Consumer<String> notices) {
        try (LedgerNode node = LedgerNode.join(config, notices)) {
            OrdersReport report = new OrdersJob(node, book, months, progress).run(LedgerPlace.describe(config));
            if (!report.isGood() && node.wasEvicted()) {
                notices.accept("The ledger ended the session, and what was written before is not all there.");
                throw new OrdersOutcomeUnknownException(
                        report.payments().total() + report.funding().total(), report);
            }
            return report;
        } finally {
            progress.end();
        }
    }

    private OrdersReport run(String ledger) {
        long begin = System.nanoTime();
        Tally accounts = openFundingAccount();
        int months = Math.max(monthsAsked, greatestMonth());
        accounts.addAll(openAccounts());
        long opened = System.nanoTime();
        Tally funding = new Tally();
        Tally payments = new Tally();
        if (accounts.refused() == 0) {
            pay(months, funding, payments);
        }
        long paid = System.nanoTime();
        List<TwoPhaseOutcome> twoPhase = accounts.refused() == 0 ? twoPhase() : List.of();
        List<Proof> proofs = prove(months);
        progress.end();
        return new OrdersReport(
                book,
                ledger,
                monthsAsked,
                months,
                accounts,
                funding,
                payments,
                twoPhase,
                opened - begin,
                paid - opened,
                node.figures(),
                proofs);
    }

    // Returns the last month that this or an earlier run has begun to fund; 0 if there is none.
    private int greatestMonth() {
        AccountFilter newestFunding = AccountFilter.builder()
                .accountId(Ids.funding())
                .code(OrderLedger.CODE_MONTHLY_FUNDING)
                .limit(1)
                .flags(AccountFilterFlags.DEBITS | AccountFilterFlags.REVERSED)
                .build();
        List<Transfer> newest = readback.transfers(newestFunding);
        return newest.isEmpty() ? 0 : newest.get(0).userData32();
    }

    private Tally openFundingAccount() {
        Account account = plan.fundingAccount();
        Account found = readback.accounts(List.of(account.id())).get(Ids.funding());
        if (found != null && !found.userData128().equals(account.userData128())) {
            throw anotherFile();
        }
        Tally opened = opening().open(List.of(account), Progress.NONE);
        if (opened.refused() > 0) {
            throw anotherFile();
        }
        return opened;
    }

    private static BadInputException anotherFile() {
        return new BadInputException("this ledger holds the orders of another file, and nothing was written to it;"
                + " use the same file, or another ledger");
    }

    private Tally openAccounts() {
        List<Account> accounts = plan.accounts();
        progress.begin("Accounts", accounts.size());
        return opening().open(accounts, progress);
    }

    private void pay(int months, Tally funding, Tally payments) {
        progress.begin(
                "Transfers",
                (long) months * (book.payers().size() + book.orders().size()));
        TransferStream stream = new TransferStream(node.system(), progress);
        for (int month = 1; month <= months; month++) {
            if (!sendAll(stream, plan.monthlyFunding(month), funding)
                    || !sendAll(stream, plan.payments(month), payments)) {
                return;
            }
        }
    }

    private static boolean sendAll(TransferStream stream, List<Transfer> transfers, Tally sum) {
        Tally tally = stream.send(transfers);
        sum.addAll(tally);
        return tally.refused() == 0;
    }

    private List<TwoPhaseOutcome> twoPhase() {
        List<TwoPhasePayment> payments = TwoPhasePayment.of(book);
        progress.begin("Two-phase", payments.size());
        TwoPhaseRun run = new TwoPhaseRun(Accounts.get(node.system()), asks);
        List<TwoPhaseOutcome> outcomes = new ArrayList<>();
        for (TwoPhasePayment payment : payments) {
            outcomes.add(run.run(payment));
            progress.add(1);
        }
        return outcomes;
    }

    private List<Proof> prove(int months) {
        Map<UInt128, Account> found = readback.accounts(Proofs.accountIds(book));
        return Proofs.check(book, months, found);
    }

    private AccountOpening opening() {
        return new AccountOpening(Accounts.get(node.system()), asks);
    }
}
