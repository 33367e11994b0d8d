package io.ledgeractors.actors.payment.internal.flow;

import io.ledgeractors.actors.payment.internal.stage.AttemptRecord;
import io.ledgeractors.actors.payment.internal.stage.PaymentAttempt;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the outcomes that callers of a simulation were told with the ledger at the end. */
final class PaymentVerdict {
    /** An outcome that a caller was told. */
    record Told(PaymentAttempt job, PaymentOutcome reply) {}

    private final long seed;
    private final VirtualLedger ledger;
    private final long now;
    private final List<Payment> payments;
    private final Map<Integer, List<Told>> told;
    private final int accounts;
    private final long funds;
    private final Map<UInt128, UInt128> debits = new HashMap<>();

    /**
     * Creates a verdict.
     *
     * @param told outcomes by number of the payment
     * @param accounts number of accounts, whose ids begin with 1
     * @param funds the amount that each account got at the start
     */
    PaymentVerdict(
            long seed,
            VirtualLedger ledger,
            long now,
            List<Payment> payments,
            Map<Integer, List<Told>> told,
            int accounts,
            long funds) {
        this.seed = seed;
        this.ledger = ledger;
        this.now = now;
        this.payments = payments;
        this.told = told;
        this.accounts = accounts;
        this.funds = funds;
    }

    void check() {
        for (int i = 0; i < payments.size(); i++) {
            check(i, payments.get(i).id());
        }
        checkBalances();
    }

    private void check(int caller, PaymentId id) {
        List<AttemptRecord> records = new ArrayList<>();
        for (int attempt = 0; attempt < PaymentId.ATTEMPTS; attempt++) {
            AttemptRecord recorded = recorded(id, attempt);
            if (recorded != null) {
                records.add(recorded);
            }
        }
        List<AttemptRecord> paid =
                records.stream().filter(AttemptRecord::isPaid).toList();
        require(paid.size() <= 1, caller, "paid twice: " + paid);
        for (AttemptRecord recorded : paid) {
            add(recorded);
            checkRefunds(caller, recorded);
        }
        for (Told one : told.getOrDefault(caller, List.of())) {
            check(caller, one, paid);
        }
    }

    private void check(int caller, Told one, List<AttemptRecord> paid) {
        PaymentOutcome reply = one.reply();
        if (reply instanceof PaymentOutcome.Paid said) {
            require(paid.size() == 1 && paid.get(0).paid().equals(said), caller, one + " but " + paid);
            require(paid.get(0).payment().equals(one.job().payment()), caller, one + " was another payment");
        } else if (reply instanceof PaymentOutcome.Refused said) {
            require(
                    paid.stream().noneMatch(recorded -> recorded.attempt() <= said.attempt()),
                    caller,
                    one + " but " + paid);
        } else if (reply instanceof PaymentOutcome.Refunded said) {
            UInt128 id = said.id().transferId(paid.get(0).attempt(), PaymentPhase.REFUND, said.number());
            require(!ledger.lookUp(List.of(id), now).results().isEmpty(), caller, one + " is not there");
        } else if (reply instanceof PaymentOutcome.RefundRefused said && !paid.isEmpty()) {
            UInt128 id = said.id().transferId(paid.get(0).attempt(), PaymentPhase.REFUND, said.number());
            boolean isThere = !ledger.lookUp(List.of(id), now).results().isEmpty();
            require(!isThere || isRefundOfAnother(caller, said), caller, one + " is there");
        }
    }

    // Several callers of a payment give their refunds the same numbers.
    private boolean isRefundOfAnother(int caller, PaymentOutcome.RefundRefused said) {
        return told.get(caller).stream()
                        .filter(one -> one.reply() instanceof PaymentOutcome.Paid)
                        .count()
                > 1;
    }

    private void checkRefunds(int caller, AttemptRecord recorded) {
        List<UInt128> ids = new ArrayList<>();
        for (int number = 0; number < 16; number++) {
            ids.add(recorded.id().transferId(recorded.attempt(), PaymentPhase.REFUND, number));
        }
        UInt128 back = UInt128.ZERO;
        for (Transfer refund : ledger.lookUp(ids, now).results()) {
            back = back.plus(refund.amount());
            debits.merge(refund.debitAccountId(), refund.amount(), UInt128::plus);
        }
        UInt128 whole = UInt128.ZERO;
        for (UInt128 amount : recorded.paidAmounts()) {
            whole = whole.plus(amount);
        }
        require(back.compareTo(whole) <= 0, caller, "given back " + back + " of " + whole);
    }

    private void add(AttemptRecord recorded) {
        for (int leg = 0; leg < recorded.moves().size(); leg++) {
            debits.merge(
                    recorded.moves().get(leg).debitAccountId(),
                    recorded.paidAmounts().get(leg),
                    UInt128::plus);
        }
    }

    private @Nullable AttemptRecord recorded(PaymentId id, int attempt) {
        List<UInt128> moves = new ArrayList<>();
        List<UInt128> ends = new ArrayList<>();
        for (int leg = 0; leg < 8; leg++) {
            moves.add(id.transferId(attempt, PaymentPhase.MOVE, leg));
            ends.add(id.transferId(attempt, PaymentPhase.POST, leg));
        }
        List<Transfer> moved = ledger.lookUp(moves, now).results();
        List<Transfer> posted = ledger.lookUp(ends, now).results();
        require(posted.isEmpty() || posted.size() == moved.size(), -1, "posted in part: " + posted);
        return moved.isEmpty() ? null : AttemptRecord.of(id, attempt, moved).settled(posted, false);
    }

    private void checkBalances() {
        List<UInt128> ids = new ArrayList<>();
        for (int i = 1; i <= accounts; i++) {
            ids.add(UInt128.of(i));
        }
        UInt128 sumDebits = UInt128.ZERO;
        UInt128 sumCredits = UInt128.ZERO;
        for (Account account : ledger.accounts(ids, now)) {
            require(account.debitsPending().isZero(), -1, "still held: " + account);
            require(account.creditsPending().isZero(), -1, "still held: " + account);
            UInt128 expected = debits.getOrDefault(account.id(), UInt128.ZERO);
            require(account.debitsPosted().equals(expected), -1, account + " should have paid " + expected);
            sumDebits = sumDebits.plus(account.debitsPosted());
            sumCredits = sumCredits.plus(account.creditsPosted());
        }
        require(
                sumCredits.equals(sumDebits.plus(UInt128.of(funds))),
                -1,
                "money was made: " + sumDebits + ", " + sumCredits);
    }

    private void require(boolean condition, int caller, String message) {
        if (!condition) {
            throw new AssertionError("seed " + seed + ", payment " + caller + ": " + message);
        }
    }
}
