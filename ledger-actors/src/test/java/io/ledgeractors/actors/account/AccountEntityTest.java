package io.ledgeractors.actors.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.CreateAccountsReply;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.GetAccountTransfersReply;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

class AccountEntityTest {
    private static final AccountEntity.Movement MOVEMENT =
            new AccountEntity.Movement(UInt128.of(100), UInt128.of(8), UInt128.of(50), 1, 2, UserData.NONE);

    private final TestInbox<LedgerBatcher.Command> batcher = TestInbox.create();
    private final BehaviorTestKit<AccountEntity.Command> entity =
            BehaviorTestKit.create(AccountEntity.create(UInt128.of(7), batcher.getRef()));

    @Test
    void shouldPassCommandsOnInOrderUnderOneKeyWithoutWaiting() {
        TestInbox<CreateAccountsReply> opened = TestInbox.create();
        TestInbox<CreateTransfersReply> moved = TestInbox.create();
        TestInbox<LookupAccountsReply> read = TestInbox.create();
        entity.run(new AccountEntity.Open(1, 2, 0, UserData.NONE, opened.getRef()));
        entity.run(new AccountEntity.Transfer(MOVEMENT, moved.getRef()));
        entity.run(new AccountEntity.Reserve(MOVEMENT, 1, moved.getRef()));
        entity.run(
                new AccountEntity.Post(UInt128.of(101), UInt128.of(100), UInt128.MAX, UserData.NONE, moved.getRef()));
        entity.run(new AccountEntity.Void(UInt128.of(102), UInt128.of(100), UserData.NONE, moved.getRef()));
        entity.run(new AccountEntity.GetBalance(read.getRef()));
        List<LedgerBatcher.Submit> sent = batcher.getAllReceived().stream()
                .map(LedgerBatcher.Submit.class::cast)
                .toList();
        assertThat(sent)
                .extracting(LedgerBatcher.Submit::operation)
                .containsExactly(
                        Operation.CREATE_ACCOUNTS,
                        Operation.CREATE_TRANSFERS,
                        Operation.CREATE_TRANSFERS,
                        Operation.CREATE_TRANSFERS,
                        Operation.CREATE_TRANSFERS,
                        Operation.LOOKUP_ACCOUNTS);
        assertThat(sent)
                .extracting(LedgerBatcher.Submit::order)
                .containsOnly(sent.get(0).order());
        assertThat(sent.get(0).order()).isNotZero();
        assertThat(sent).noneMatch(LedgerBatcher.Submit::isBulk);
    }

    @Test
    void shouldRefuseWhatTheLayoutCannotHoldAndGoOn() {
        TestInbox<CreateTransfersReply> moved = TestInbox.create();
        TestInbox<CreateAccountsReply> opened = TestInbox.create();
        AccountEntity.Movement impossible =
                new AccountEntity.Movement(UInt128.of(100), UInt128.of(8), UInt128.of(50), 1, 70_000, UserData.NONE);
        entity.run(new AccountEntity.Transfer(impossible, moved.getRef()));
        entity.run(new AccountEntity.Open(1, 2, -1, UserData.NONE, opened.getRef()));
        assertThat(moved.receiveMessage().outcome())
                .isEqualTo(
                        new LedgerReply.Refused<>(Refusal.INVALID, "code must be between 0 and 65535, but is 70000"));
        assertThat(opened.receiveMessage().outcome()).isInstanceOf(LedgerReply.Refused.class);
        assertThat(batcher.hasMessages()).isFalse();
        entity.run(new AccountEntity.Transfer(MOVEMENT, moved.getRef()));
        assertThat(batcher.hasMessages()).isTrue();
    }

    @Test
    void shouldAnswerWhoReadsThePastOfAnAccountThatCannotExist() {
        for (UInt128 id : List.of(UInt128.ZERO, UInt128.MAX)) {
            TestInbox<GetAccountTransfersReply> asker = TestInbox.create();
            BehaviorTestKit<AccountEntity.Command> impossible =
                    BehaviorTestKit.create(AccountEntity.create(id, batcher.getRef()));
            impossible.run(new AccountEntity.GetTransfers(Window.NEWEST, asker.getRef()));
            assertThat(asker.receiveMessage().outcome()).isInstanceOfSatisfying(LedgerReply.Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Refusal.INVALID);
                assertThat(refused.message()).contains("accountId");
            });
        }
    }
}
