package io.ledgeractors.examples.orders;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.examples.orders.plan.Ids;
import io.ledgeractors.examples.orders.plan.OrderLedger;
import io.ledgeractors.examples.orders.plan.TwoPhasePayment;
import io.ledgeractors.examples.shared.EntityAsks;
import io.ledgeractors.examples.shared.TransferAttempts;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** Runs two-phase payments through the entity of the funding account, one after another. Blocks the caller. */
final class TwoPhaseRun {
    private static final Duration POLL_EVERY = Duration.ofMillis(50);
    private static final Duration EXPIRED_WITHIN = Duration.ofSeconds(30);
    private static final String TRANSFERS = "transfers";

    private record Done(UInt128 id, CreateTransferStatus status) {
        boolean isInvalidated() {
            return status == CreateTransferStatus.IdAlreadyFailed;
        }
    }

    private final Accounts accounts;
    private final EntityAsks asks;

    TwoPhaseRun(Accounts accounts, EntityAsks asks) {
        this.accounts = accounts;
        this.asks = asks;
    }

    /** Reserves the amount, and then posts it, voids it, or waits until the reservation has expired. */
    TwoPhaseOutcome run(TwoPhasePayment payment) {
        Done reserve = reserve(payment);
        CreateTransferStatus reserved = reserve.status();
        if (!reserved.isInLedger()) {
            // A post or void without its reservation would fail and invalidate its id.
            return new TwoPhaseOutcome(payment, List.of(reserved), false, "not reserved: " + reserved.wireName());
        }
        return switch (payment.ending()) {
            case POST -> ended(payment, reserved, post(payment, reserve.id()), "posted");
            case VOID -> ended(payment, reserved, voiding(payment, reserve.id()), "voided");
            case EXPIRE -> expiry(payment, reserved);
        };
    }

    private Done reserve(TwoPhasePayment payment) {
        return attempt(Ids.reserve(payment.bank()), id -> {
            AccountEntity.Movement movement = new AccountEntity.Movement(
                    id,
                    Ids.settlement(payment.bank()),
                    payment.amount(),
                    OrderLedger.LEDGER,
                    OrderLedger.CODE_SETTLEMENT,
                    UserData.NONE);
            return replyTo -> funding(new AccountEntity.Reserve(movement, payment.timeoutSeconds(), replyTo));
        });
    }

    private CreateTransferStatus post(TwoPhasePayment payment, UInt128 reserve) {
        return attempt(
                        Ids.post(payment.bank()),
                        id -> replyTo ->
                                funding(new AccountEntity.Post(id, reserve, UInt128.MAX, UserData.NONE, replyTo)))
                .status();
    }

    private CreateTransferStatus voiding(TwoPhasePayment payment, UInt128 reserve) {
        return attempt(
                        Ids.voiding(payment.bank()),
                        id -> replyTo -> funding(new AccountEntity.Void(id, reserve, UserData.NONE, replyTo)))
                .status();
    }

    // Tries the ids of the attempts until one is not invalidated by an earlier failure.
    private Done attempt(UInt128 first, Function<UInt128, Consumer<ActorRef<CreateTransfersReply>>> ask) {
        Done done = new Done(first, CreateTransferStatus.IdAlreadyFailed);
        for (int attempt = 0; attempt <= TransferAttempts.MAX && done.isInvalidated(); attempt++) {
            UInt128 id = TransferAttempts.id(first, attempt);
            done = new Done(id, asks.ask(TRANSFERS, ask.apply(id)).get(0).status());
        }
        return done;
    }

    private static TwoPhaseOutcome ended(
            TwoPhasePayment payment, CreateTransferStatus reserved, CreateTransferStatus end, String done) {
        List<CreateTransferStatus> statuses = List.of(reserved, end);
        return switch (end) {
            case Created -> new TwoPhaseOutcome(payment, statuses, true, done);
            case Exists -> new TwoPhaseOutcome(payment, statuses, true, done + " by an earlier run");
            default -> new TwoPhaseOutcome(payment, statuses, false, "not " + done + ": " + end.wireName());
        };
    }

    private TwoPhaseOutcome expiry(TwoPhasePayment payment, CreateTransferStatus reserved) {
        List<CreateTransferStatus> statuses = List.of(reserved);
        if (reserved == CreateTransferStatus.Exists && !isPending(payment)) {
            return new TwoPhaseOutcome(payment, statuses, true, "found expired, reserved by an earlier run");
        }
        long begin = System.nanoTime();
        while (isPending(payment)) {
            if (System.nanoTime() - begin > EXPIRED_WITHIN.toNanos()) {
                return new TwoPhaseOutcome(
                        payment, statuses, false, "not expired after " + EXPIRED_WITHIN.toSeconds() + " s");
            }
            pause();
        }
        return new TwoPhaseOutcome(payment, statuses, true, "expired after " + payment.timeoutSeconds() + " s");
    }

    private boolean isPending(TwoPhasePayment payment) {
        UInt128 settlement = Ids.settlement(payment.bank());
        try {
            Consumer<ActorRef<LookupAccountsReply>> ask =
                    replyTo -> accounts.entity(settlement).tell(new AccountEntity.GetBalance(replyTo));
            List<Account> found = asks.ask("balances", ask);
            return found.stream().anyMatch(account -> !account.creditsPending().isZero());
        } catch (UnknownOutcomeException sessionLost) {
            // The request only reads, so the next poll repeats it.
            return true;
        }
    }

    private void funding(AccountEntity.Command command) {
        accounts.entity(Ids.funding()).tell(command);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotExecutedException("interrupted while waiting for a reservation to expire");
        }
    }
}
