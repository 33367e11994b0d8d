package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.payment.internal.stage.AttemptRecord;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the outcomes that askers of payments were told with what the ledger holds at the end. */
final class PaymentVerdict {
    /**
     * An outcome that an asker was told.
     *
     * @param attempt that was asked for
     * @param isPay true if the payment was to be paid, false if its state or a refund was asked for
     * @param askedAt ns of virtual time
     * @param toldAt ns of virtual time
     */
    record Told(Payment payment, int attempt, boolean isPay, long askedAt, long toldAt, PaymentOutcome outcome) {}

    private final Map<PaymentId, Set<Payment>> asked = new LinkedHashMap<>();
    private final Map<PaymentId, List<Told>> told = new LinkedHashMap<>();
    private final Map<PaymentId, Map<Integer, Refund>> refunds = new LinkedHashMap<>();
    private final Map<PaymentId, Map<UInt128, Transfer>> ledger = new LinkedHashMap<>();

    /** Takes a payment that was asked for. */
    void asked(Payment payment) {
        asked.computeIfAbsent(payment.id(), none -> new LinkedHashSet<>()).add(payment);
    }

    /** Takes a refund that may be asked for. */
    void refunds(PaymentId id, Refund refund) {
        refunds.computeIfAbsent(id, none -> new LinkedHashMap<>()).put(refund.number(), refund);
    }

    /** Takes an outcome. */
    void told(Told one) {
        told.computeIfAbsent(one.payment().id(), none -> new ArrayList<>()).add(one);
    }

    /**
     * Checks everything.
     *
     * @param transfers all transfers of payments, oldest first
     * @param ledgerTime when the accounts were read, ns since 1970
     */
    void check(List<Transfer> transfers, List<Account> accounts, long ledgerTime) {
        for (Transfer transfer : transfers) {
            ledger.computeIfAbsent(PaymentId.ofTransfer(transfer.id()), none -> new LinkedHashMap<>())
                    .put(transfer.id(), transfer);
        }
        for (PaymentId id : ledger.keySet()) {
            require(asked.containsKey(id), id, "nobody asked for it");
        }
        for (PaymentId id : asked.keySet()) {
            check(id, ledgerTime);
        }
        for (Account account : accounts) {
            if (!account.debitsPending().isZero() || !account.creditsPending().isZero()) {
                throw new AssertionError("all payments have ended, but money is reserved: " + account);
            }
        }
    }

    private void check(PaymentId id, long ledgerTime) {
        Map<Integer, AttemptRecord> records = new LinkedHashMap<>();
        for (int attempt = 0; attempt < PaymentId.ATTEMPTS; attempt++) {
            List<Transfer> moves = of(id, attempt, PaymentPhase.MOVE);
            if (!moves.isEmpty()) {
                records.put(attempt, record(id, attempt, moves, ledgerTime));
            }
        }
        List<AttemptRecord> paid =
                records.values().stream().filter(AttemptRecord::isPaid).toList();
        require(paid.size() <= 1, id, "it is paid twice: " + paid);
        for (Told one : told.getOrDefault(id, List.of())) {
            check(one, records, paid);
        }
        checkRefunds(id, paid);
    }

    private AttemptRecord record(PaymentId id, int attempt, List<Transfer> moves, long ledgerTime) {
        List<Transfer> posts = of(id, attempt, PaymentPhase.POST);
        List<Transfer> voids = of(id, attempt, PaymentPhase.VOID);
        AttemptRecord recorded = AttemptRecord.of(id, attempt, moves).settled(posts, !voids.isEmpty());
        require(asked.get(id).contains(recorded.payment()), id, "nobody asked for " + recorded.payment());
        require(posts.isEmpty() || posts.size() == moves.size(), id, "it is posted in part: " + recorded);
        require(voids.isEmpty() || voids.size() == moves.size(), id, "it is voided in part: " + recorded);
        require(posts.isEmpty() || voids.isEmpty(), id, "it is posted and voided: " + recorded);
        boolean hasEnded = recorded.isPaid() || recorded.isVoided() || recorded.isExpiredAt(ledgerTime);
        require(hasEnded, id, "its reserve is open: " + recorded);
        return recorded;
    }

    private List<Transfer> of(PaymentId id, int attempt, PaymentPhase phase) {
        return ledger.getOrDefault(id, Map.of()).values().stream()
                .filter(transfer -> PaymentId.attemptOf(transfer.id()) == attempt)
                .filter(transfer -> PaymentId.isOf(phase, transfer.id()))
                .toList();
    }

    // ---- what was told

    private void check(Told one, Map<Integer, AttemptRecord> records, List<AttemptRecord> paid) {
        PaymentId id = one.payment().id();
        PaymentOutcome outcome = one.outcome();
        require(outcome.id().equals(id), id, "another payment's outcome was told: " + one);
        if (outcome instanceof PaymentOutcome.Paid said) {
            require(paid.size() == 1 && paid.get(0).paid().equals(said), id, one + ", but the ledger has " + paid);
            boolean isSame = paid.get(0).payment().equals(one.payment());
            require(!one.isPay() || isSame, id, one + " is another payment");
        } else if (outcome instanceof PaymentOutcome.Refused said) {
            boolean isUnpaid = paid.stream().noneMatch(recorded -> recorded.attempt() <= said.attempt());
            require(isUnpaid, id, one + ", but the ledger has " + paid);
            require(!one.isPay() || said.attempt() >= one.attempt(), id, one + " is about an earlier attempt");
            checkReason(one, said, records.get(said.attempt()));
        } else if (outcome instanceof PaymentOutcome.Conflict) {
            require(asked.get(id).size() > 1, id, one + ", but there is no other payment");
        } else if (outcome instanceof PaymentOutcome.NotFound) {
            boolean wasPaid = told.get(id).stream()
                    .anyMatch(
                            other -> other.outcome() instanceof PaymentOutcome.Paid && other.toldAt() < one.askedAt());
            require(!wasPaid, id, one + ", but it was paid before");
        } else if (outcome instanceof PaymentOutcome.Refunded said) {
            require(isThere(refund(paid, said.number()), said), id, one + ", but the ledger has no such refund");
        } else if (outcome instanceof PaymentOutcome.RefundRefused said) {
            require(refund(paid, said.number()) == null, id, one + ", but the ledger has it");
        }
    }

    private static void checkReason(Told one, PaymentOutcome.Refused said, @Nullable AttemptRecord recorded) {
        PaymentRefusal reason = said.reason();
        boolean isRight = switch (reason) {
            case LOST, DEADLINE -> recorded == null;
            case LEDGER -> recorded == null || recorded.isVoided();
            case VOIDED -> recorded != null && recorded.isVoided();
            case EXPIRED -> recorded != null && !recorded.isVoided();
            case DECLINED, STEP_FAILED, STEP_TIMED_OUT -> recorded != null;
            case NOT_PAID -> false;
        };
        require(isRight, said.id(), one + ", but the ledger has " + recorded);
    }

    // ---- refunds

    private @Nullable Transfer refund(List<AttemptRecord> paid, int number) {
        for (AttemptRecord recorded : paid) {
            UInt128 id = recorded.id().transferId(recorded.attempt(), PaymentPhase.REFUND, number);
            return ledger.get(recorded.id()).get(id);
        }
        return null;
    }

    private boolean isThere(@Nullable Transfer refund, PaymentOutcome.Refunded said) {
        Refund asked = refunds.get(said.id()).get(said.number());
        return refund != null
                && refund.timestamp() == said.timestamp()
                && refund.amount().equals(asked.parts().get(0).amount());
    }

    private void checkRefunds(PaymentId id, List<AttemptRecord> paid) {
        BigInteger back = BigInteger.ZERO;
        for (int attempt = 0; attempt < PaymentId.ATTEMPTS; attempt++) {
            back = back.add(sum(of(id, attempt, PaymentPhase.REFUND).stream().map(Transfer::amount)));
        }
        BigInteger whole = sum(paid.stream().flatMap(recorded -> recorded.paidAmounts().stream()));
        require(back.compareTo(whole) <= 0, id, "of " + whole + " were given back " + back);
    }

    private static BigInteger sum(Stream<UInt128> amounts) {
        return amounts.map(UInt128::toBigInteger).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static void require(boolean holds, PaymentId id, String message) {
        if (!holds) {
            throw new AssertionError("payment " + id + ": " + message);
        }
    }
}
