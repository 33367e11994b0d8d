package io.ledgeractors.actors.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.ManualAlarms;
import io.ledgeractors.actors.account.AccountPolicy.Decision;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the entity with a policy. */
class AccountPolicyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static ActorTestKit kit;

    private final TestProbe<LedgerBatcher.Command> batcher = kit.createTestProbe();
    private final TestProbe<CreateTransfersReply> moved = kit.createTestProbe();
    private final TestProbe<LookupAccountsReply> read = kit.createTestProbe();
    private final List<CompletableFuture<Decision>> answers = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    private ActorRef<AccountEntity.Command> entity(AccountPolicy policy, Duration timeout) {
        return entity(policy, timeout, null);
    }

    private ActorRef<AccountEntity.Command> entity(AccountPolicy policy, Duration timeout, Alarms alarms) {
        return kit.spawn(AccountEntity.create(
                UInt128.of(7),
                batcher.getRef(),
                Integer.MAX_VALUE,
                policy,
                new PolicySettings(4, timeout, 100),
                alarms));
    }

    @Test
    void shouldTakeTheTimeFromAlarmsIfThereAreSome() throws Exception {
        ManualAlarms alarms = new ManualAlarms();
        ActorRef<AccountEntity.Command> entity = entity(asked(), Duration.ofDays(1), alarms);
        entity.tell(transfer(1));
        entity.tell(transfer(2));
        assertThat(alarms.nextSet()).isEqualTo(Duration.ofDays(1));
        assertThat(alarms.nextSet()).isEqualTo(Duration.ofDays(1));
        answer(0).complete(Decision.allow());
        assertThat(sentId()).isEqualTo(1);
        assertThat(alarms.waiting()).isEqualTo(1);
        alarms.advance(Duration.ofDays(1));
        assertThat(moved.receiveMessage(PATIENCE).outcome()).isInstanceOf(LedgerReply.Refused.class);
        entity.tell(transfer(3));
        alarms.nextSet();
        kit.stop(entity);
        assertThat(alarms.waiting()).isZero();
    }

    private AccountPolicy asked() {
        return (id, command) -> {
            CompletableFuture<Decision> answer = new CompletableFuture<>();
            answers.add(answer);
            return answer;
        };
    }

    private AccountEntity.Transfer transfer(long id) {
        return new AccountEntity.Transfer(
                new AccountEntity.Movement(UInt128.of(id), UInt128.of(8), UInt128.of(50), 1, 2, UserData.NONE),
                moved.getRef());
    }

    private CompletableFuture<Decision> answer(int number) {
        Awaitility.await().atMost(PATIENCE).until(() -> answers.size() > number);
        return answers.get(number);
    }

    private long sentId() {
        LedgerBatcher.Submit sent = batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE);
        assertThat(sent.operation()).isEqualTo(Operation.CREATE_TRANSFERS);
        return TransferCodec.decode(sent.events(), 0).id().low();
    }

    @Test
    void shouldSendWhatIsAllowedInTheOrderOfArrival() {
        ActorRef<AccountEntity.Command> entity = entity(asked(), PATIENCE);
        entity.tell(transfer(1));
        entity.tell(transfer(2));
        entity.tell(new AccountEntity.GetBalance(read.getRef()));
        answer(1).complete(Decision.allow());
        answer(0).complete(Decision.allow());
        assertThat(sentId()).isEqualTo(1);
        assertThat(sentId()).isEqualTo(2);
        assertThat(batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE)
                        .operation())
                .isEqualTo(Operation.LOOKUP_ACCOUNTS);
        assertThat(answers).as("the policy is not asked about a read").hasSize(2);
    }

    @Test
    void shouldRefuseWithItsReasonWhatIsDenied() {
        ActorRef<AccountEntity.Command> entity = entity(
                (id, command) -> CompletableFuture.completedFuture(
                        command instanceof AccountEntity.Void ? Decision.allow() : Decision.deny("frozen")),
                PATIENCE);
        entity.tell(transfer(1));
        assertThat(moved.receiveMessage(PATIENCE).outcome())
                .isEqualTo(new LedgerReply.Refused<>(Refusal.DENIED, "frozen"));
        entity.tell(new AccountEntity.Void(UInt128.of(2), UInt128.of(1), UserData.NONE, moved.getRef()));
        assertThat(sentId()).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhenThePolicyFailsOrDoesNotAnswer() {
        ActorRef<AccountEntity.Command> failing = entity(
                (id, command) -> {
                    throw new IllegalStateException("broken");
                },
                PATIENCE);
        failing.tell(transfer(1));
        assertThat(moved.receiveMessage(PATIENCE).outcome())
                .isInstanceOfSatisfying(LedgerReply.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Refusal.DENIED);
                    assertThat(refused.message()).contains("broken");
                });
        ActorRef<AccountEntity.Command> withoutDecision =
                entity((id, command) -> CompletableFuture.completedFuture(null), PATIENCE);
        withoutDecision.tell(transfer(2));
        assertThat(moved.receiveMessage(PATIENCE).outcome()).isInstanceOf(LedgerReply.Refused.class);
        ActorRef<AccountEntity.Command> silent = entity(asked(), Duration.ofMillis(20));
        silent.tell(transfer(3));
        assertThat(moved.receiveMessage(PATIENCE).outcome())
                .isInstanceOfSatisfying(
                        LedgerReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.TIMED_OUT));
        // An entity sends in order, so a transfer would have reached the batcher before the reading behind it.
        for (ActorRef<AccountEntity.Command> entity : List.of(failing, withoutDecision, silent)) {
            entity.tell(new AccountEntity.GetBalance(read.getRef()));
            assertThat(batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE)
                            .operation())
                    .isEqualTo(Operation.LOOKUP_ACCOUNTS);
        }
    }

    @Test
    void shouldNotTakeADecisionFromBeforeItsFailureForAnotherCommand() {
        AccountPolicy asked = asked();
        ActorRef<AccountEntity.Command> entity = entity(
                (id, command) ->
                        ((AccountEntity.Transfer) command).movement().id().equals(UInt128.of(2))
                                ? null
                                : asked.decide(id, command),
                PATIENCE);
        entity.tell(transfer(1));
        answer(0);
        entity.tell(transfer(2));
        for (int i = 0; i < 2; i++) {
            assertThat(moved.receiveMessage(PATIENCE).outcome())
                    .isInstanceOfSatisfying(
                            LedgerReply.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Refusal.FAILED));
        }
        entity.tell(transfer(3));
        answer(1);
        answer(0).complete(Decision.allow());
        answer(1).complete(Decision.deny("frozen"));
        assertThat(moved.receiveMessage(PATIENCE).outcome())
                .isEqualTo(new LedgerReply.Refused<>(Refusal.DENIED, "frozen"));
    }

    @Test
    void shouldRefuseWhatWaitsWhenItStops() {
        ActorRef<AccountEntity.Command> entity = entity(asked(), PATIENCE);
        entity.tell(transfer(1));
        answer(0);
        kit.stop(entity);
        assertThat(moved.receiveMessage(PATIENCE).outcome())
                .isInstanceOfSatisfying(
                        LedgerReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.CLOSED));
    }

    @Test
    void shouldRefuseACommandThatDoesNotReachItsEntity() {
        AccountEntity.refuseUndelivered(kit.system());
        kit.system().deadLetters().tell(new ShardingEnvelope<AccountEntity.Command>("7", transfer(1)));
        assertThat(moved.receiveMessage(PATIENCE).outcome())
                .isInstanceOfSatisfying(LedgerReply.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Refusal.CLOSED);
                    assertThat(refused.message()).contains("was not executed: ask again");
                });
    }
}
