package io.ledgeractors.examples.payments.shop;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.examples.shared.Readback;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the ledger with a plan of payments. Pure; used by one thread. */
public final class ShopProofs {
    private final Shop shop;
    private final List<Planned> plan;
    private final Map<UInt128, Transfer> transfers;
    private final Map<UInt128, Account> accounts;

    /**
     * Creates the proofs of a shop.
     *
     * @param shop the shop
     * @param plan all payments that were made in this shop
     * @param transfers the transfers with {@link #transferIds} that are in the ledger, by id
     * @param accounts the accounts of the shop that are in the ledger, by id
     */
    public ShopProofs(Shop shop, List<Planned> plan, Map<UInt128, Transfer> transfers, Map<UInt128, Account> accounts) {
        this.shop = shop;
        this.plan = List.copyOf(plan);
        this.transfers = transfers;
        this.accounts = accounts;
    }

    /** Reads what the proofs need from the ledger. Blocks the caller. */
    public static ShopProofs of(Shop shop, List<Planned> plan, Readback ledger) {
        List<UInt128> transfers =
                plan.stream().flatMap(planned -> transferIds(planned).stream()).toList();
        List<UInt128> accounts = shop.accounts().stream().map(Account::id).toList();
        return new ShopProofs(shop, plan, ledger.transfers(transfers), ledger.accounts(accounts));
    }

    /** Returns the ids of all transfers that can move the money of a payment: each attempt, each leg, the refund. */
    public static List<UInt128> transferIds(Planned planned) {
        List<UInt128> ids = new ArrayList<>();
        for (int attempt = 0; attempt < PaymentId.ATTEMPTS; attempt++) {
            for (int leg = 0; leg < planned.payment().legs().size(); leg++) {
                ids.add(planned.payment().id().transferId(attempt, moving(planned), leg));
            }
            if (planned.refund() != null) {
                ids.add(planned.payment().id().transferId(attempt, PaymentPhase.REFUND, 0));
            }
        }
        return ids;
    }

    /** Checks and returns all proofs. */
    public List<Proof> all() {
        return List.of(paidOnce(), balances(), nothingHeld(), debitsAreCredits());
    }

    private static PaymentPhase moving(Planned planned) {
        return planned.payment().isTwoPhase() ? PaymentPhase.POST : PaymentPhase.MOVE;
    }

    private Proof paidOnce() {
        List<Difference> differences = new ArrayList<>();
        for (Planned planned : plan) {
            List<List<UInt128>> paid = new ArrayList<>();
            for (int attempt = 0; attempt < PaymentId.ATTEMPTS; attempt++) {
                List<UInt128> amounts = moved(planned, attempt);
                if (!amounts.isEmpty()) {
                    paid.add(amounts);
                }
            }
            List<List<UInt128>> expected = planned.captured().isEmpty() ? List.of() : List.of(planned.captured());
            if (!paid.equals(expected)) {
                differences.add(new Difference(
                        "payment " + planned.number() + " ("
                                + planned.kind().name().toLowerCase(Locale.ROOT) + ")",
                        words(expected),
                        words(paid)));
            }
        }
        return new Proof("each payment has moved what was planned, once or not at all", plan.size(), differences);
    }

    private static String words(List<List<UInt128>> paid) {
        return paid.isEmpty()
                ? "nothing moved"
                : paid.stream()
                        .map(amounts -> amounts.stream().map(UInt128::toString).collect(Collectors.joining(" + ")))
                        .collect(Collectors.joining(" and once more ", "", " moved"));
    }

    private List<UInt128> moved(Planned planned, int attempt) {
        List<UInt128> amounts = new ArrayList<>();
        for (int leg = 0; leg < planned.payment().legs().size(); leg++) {
            Transfer transfer = transfers.get(planned.payment().id().transferId(attempt, moving(planned), leg));
            if (transfer != null && !TransferFlags.has(transfer.flags(), TransferFlags.PENDING)) {
                amounts.add(transfer.amount());
            }
        }
        return amounts;
    }

    private Proof balances() {
        Map<UInt128, UInt128> debits = new HashMap<>();
        Map<UInt128, UInt128> credits = new HashMap<>();
        for (Transfer funding : shop.funding()) {
            debits.merge(funding.debitAccountId(), funding.amount(), UInt128::plus);
            credits.merge(funding.creditAccountId(), funding.amount(), UInt128::plus);
        }
        for (Planned planned : plan) {
            for (int leg = 0; leg < planned.captured().size(); leg++) {
                UInt128 amount = planned.captured().get(leg);
                debits.merge(planned.payment().legs().get(leg).debitAccountId(), amount, UInt128::plus);
                credits.merge(planned.payment().legs().get(leg).creditAccountId(), amount, UInt128::plus);
            }
            Refund refund = planned.refund();
            if (refund != null) {
                UInt128 amount = refund.parts().get(0).amount();
                debits.merge(planned.payment().legs().get(0).creditAccountId(), amount, UInt128::plus);
                credits.merge(planned.payment().legs().get(0).debitAccountId(), amount, UInt128::plus);
            }
        }
        List<Difference> differences = new ArrayList<>();
        for (Account wanted : shop.accounts()) {
            Account found = accounts.get(wanted.id());
            String expected = sums(debits.get(wanted.id()), credits.get(wanted.id()));
            String is = found == null ? "no account" : sums(found.debitsPosted(), found.creditsPosted());
            if (!is.equals(expected)) {
                differences.add(new Difference("account " + wanted.userData64(), expected, is));
            }
        }
        return new Proof(
                "every account has what the payments demand", shop.accounts().size(), differences);
    }

    private static String sums(@Nullable UInt128 debits, @Nullable UInt128 credits) {
        return "debits " + (debits == null ? UInt128.ZERO : debits) + ", credits "
                + (credits == null ? UInt128.ZERO : credits);
    }

    private Proof nothingHeld() {
        List<Difference> differences = new ArrayList<>();
        for (Account account : accounts.values()) {
            if (!account.debitsPending().isZero() || !account.creditsPending().isZero()) {
                differences.add(new Difference(
                        "account " + account.userData64(),
                        "nothing held",
                        "debits " + account.debitsPending() + ", credits " + account.creditsPending()));
            }
        }
        return new Proof("nothing is held any more", accounts.size(), differences);
    }

    private Proof debitsAreCredits() {
        Map<Integer, UInt128> debits = new HashMap<>();
        Map<Integer, UInt128> credits = new HashMap<>();
        for (Account account : accounts.values()) {
            debits.merge(account.ledger(), account.debitsPosted(), UInt128::plus);
            credits.merge(account.ledger(), account.creditsPosted(), UInt128::plus);
        }
        List<Difference> differences = new ArrayList<>();
        debits.forEach((ledger, sum) -> {
            UInt128 other = credits.getOrDefault(ledger, UInt128.ZERO);
            if (!sum.equals(other)) {
                differences.add(new Difference("ledger " + ledger, "credits " + sum, "credits " + other));
            }
        });
        return new Proof("debits are credits in each currency", accounts.size(), differences);
    }
}
