package io.ledgeractors.benchmarks.entities;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.actors.payment.PaymentWorkflow;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.Legs;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentIdGenerator;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

/** Sends the asks that the benchmarks compare. Each method sends one ask, whose answer goes to {@code self}. */
final class EntityScenarios {
    private static final int ACCOUNTS = 1_000;
    private static final UInt128 TO = UInt128.of(ACCOUNTS + 1L);
    private static final UInt128 ONE = UInt128.of(1);
    private static final int TIMEOUT = 300;
    private static final int KIND = 5;
    private static final CompletionStage<PaymentStep.Result> CAPTURE =
            CompletableFuture.completedFuture(PaymentStep.Result.capture());

    private final ActorRef<LedgerBatcher.Command> batcher;
    private final Accounts accounts;
    private final Payments payments;
    private final IdGenerator ids = new IdGenerator();
    private final PaymentIdGenerator paymentIds = new PaymentIdGenerator();

    /** Creates the accounts. Blocks the caller. */
    EntityScenarios(ActorSystem<?> system) {
        Ledger ledger = Ledger.get(system);
        this.batcher = ledger.batcher();
        this.accounts = Accounts.get(system);
        this.payments = Payments.init(system, PaymentSettings.create(system, "benchmark", KIND, KIND), call -> CAPTURE);
        List<Account> opened = new ArrayList<>();
        for (int i = 1; i <= ACCOUNTS + 1; i++) {
            opened.add(Account.builder().id(UInt128.of(i)).ledger(1).code(1).build());
        }
        ledger.createAccounts(opened).toCompletableFuture().join();
    }

    /** Sends one transfer to the batcher. */
    void batcher(ActorRef<Object> self) {
        create(self, transfer(any()).build());
    }

    /** Sends one transfer to the entity of a random account of 1,000. */
    void entity(ActorRef<Object> self) {
        entity(self, any());
    }

    /** Sends one transfer to an entity, always that of the same account. */
    void hotEntity(ActorRef<Object> self) {
        entity(self, ONE);
    }

    /** Sends a payment in two phases. */
    void payment(ActorRef<Object> self) {
        Payment payment = Payment.twoPhase(paymentIds.next(), Legs.single(any(), TO, ONE, 1));
        payments.workflow(payment.id())
                .tell(new PaymentWorkflow.Pay(payment, 0, Instant.now().plusSeconds(TIMEOUT), self.narrow()));
    }

    /** Sends the reserve and the post of such a payment to the batcher, one after the other. */
    void byHand(ActorRef<Object> self) {
        PaymentId id = paymentIds.next();
        Transfer reserve = Transfer.builder()
                .id(id.transferId(0, PaymentPhase.MOVE, 0))
                .debitAccountId(any())
                .creditAccountId(TO)
                .amount(ONE)
                .ledger(1)
                .code(KIND)
                .userData32(KIND)
                .flags(TransferFlags.PENDING)
                .timeout(TIMEOUT - 1)
                .build();
        Transfer post = Transfer.builder()
                .id(id.transferId(0, PaymentPhase.POST, 0))
                .pendingId(reserve.id())
                .amount(ONE)
                .flags(TransferFlags.POST_PENDING_TRANSFER)
                .build();
        batcher.tell(
                LedgerRequest.createTransfers(List.of(reserve)).to((CreateTransfersReply reply) -> create(self, post)));
    }

    private void create(ActorRef<Object> self, Transfer transfer) {
        batcher.tell(LedgerRequest.createTransfers(List.of(transfer)).to(self));
    }

    private void entity(ActorRef<Object> self, UInt128 account) {
        accounts.entity(account)
                .tell(new AccountEntity.Transfer(
                        new AccountEntity.Movement(ids.next(), TO, ONE, 1, 1, UserData.NONE), self.narrow()));
    }

    private Transfer.Builder transfer(UInt128 from) {
        return Transfer.builder()
                .id(ids.next())
                .debitAccountId(from)
                .creditAccountId(TO)
                .amount(ONE)
                .ledger(1)
                .code(1);
    }

    private static UInt128 any() {
        return UInt128.of(1 + ThreadLocalRandom.current().nextInt(ACCOUNTS));
    }
}
