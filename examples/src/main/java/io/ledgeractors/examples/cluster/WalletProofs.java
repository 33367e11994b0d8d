package io.ledgeractors.examples.cluster;

import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.examples.shared.Readback;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the ledger with the transfers that were sent between wallets. Pure; used by one thread. */
final class WalletProofs {
    private final Wallets wallets;
    private final List<Transfer> sent;
    private final Map<UInt128, Transfer> transfers;
    private final Map<UInt128, Account> accounts;

    /**
     * Creates the proofs.
     *
     * @param wallets the plan
     * @param sent the transfers that nodes have sent until they were answered
     * @param transfers those of them that are in the ledger, by id
     * @param accounts the wallets that are in the ledger, by id
     */
    WalletProofs(
            Wallets wallets, List<Transfer> sent, Map<UInt128, Transfer> transfers, Map<UInt128, Account> accounts) {
        this.wallets = wallets;
        this.sent = List.copyOf(sent);
        this.transfers = transfers;
        this.accounts = accounts;
    }

    /** Reads what the proofs need from the ledger. Blocks the caller. */
    static WalletProofs of(Wallets wallets, List<Transfer> sent, Readback ledger) {
        List<UInt128> ids = sent.stream().map(Transfer::id).toList();
        List<UInt128> accounts = wallets.accounts().stream().map(Account::id).toList();
        return new WalletProofs(wallets, sent, ledger.transfers(ids), ledger.accounts(accounts));
    }

    /** Checks and returns all proofs. */
    List<Proof> all() {
        return List.of(present(), balances());
    }

    private Proof present() {
        List<Difference> differences = new ArrayList<>();
        for (Transfer planned : sent) {
            Transfer found = transfers.get(planned.id());
            String is = found == null ? "nothing" : words(found);
            if (!is.equals(words(planned))) {
                differences.add(new Difference("transfer " + planned.id(), words(planned), is));
            }
        }
        return new Proof("each transfer is in the ledger", sent.size(), differences);
    }

    private static String words(Transfer transfer) {
        return transfer.amount() + " from " + transfer.debitAccountId() + " to " + transfer.creditAccountId();
    }

    private Proof balances() {
        Map<UInt128, UInt128> debits = new HashMap<>();
        Map<UInt128, UInt128> credits = new HashMap<>();
        for (Transfer transfer : sent) {
            debits.merge(transfer.debitAccountId(), transfer.amount(), UInt128::plus);
            credits.merge(transfer.creditAccountId(), transfer.amount(), UInt128::plus);
        }
        List<Difference> differences = new ArrayList<>();
        for (Account wallet : wallets.accounts()) {
            String expected = sums(debits.get(wallet.id()), credits.get(wallet.id()));
            Account found = accounts.get(wallet.id());
            String is = found == null ? "no account" : sums(found.debitsPosted(), found.creditsPosted());
            if (!is.equals(expected)) {
                differences.add(new Difference("wallet " + wallet.userData64(), expected, is));
            }
        }
        return new Proof(
                "every wallet has what the transfers demand, so none was made twice", Wallets.COUNT, differences);
    }

    private static String sums(@Nullable UInt128 debits, @Nullable UInt128 credits) {
        return "debits " + (debits == null ? UInt128.ZERO : debits) + ", credits "
                + (credits == null ? UInt128.ZERO : credits);
    }
}
