package io.ledgeractors.actors.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountRulesTest {
    private static final UInt128 ID = UInt128.of(7);
    private static final UserData DATA = new UserData(UInt128.of(1), 2, 3);
    private static final AccountEntity.Movement MOVEMENT =
            new AccountEntity.Movement(UInt128.of(100), UInt128.of(8), UInt128.of(50), 1, 2, DATA);

    private final AccountRules rules = new AccountRules(ID);

    @Test
    void shouldOpenTheAccountWithItsId() {
        assertThat(rules.account(new AccountEntity.Open(1, 2, AccountFlags.HISTORY, DATA, null)))
                .satisfies(account -> {
                    assertThat(account.id()).isEqualTo(ID);
                    assertThat(account.ledger()).isEqualTo(1);
                    assertThat(account.code()).isEqualTo(2);
                    assertThat(account.flags()).isEqualTo(AccountFlags.HISTORY);
                    assertThat(account.userData128()).isEqualTo(UInt128.of(1));
                    assertThat(account.userData64()).isEqualTo(2);
                    assertThat(account.userData32()).isEqualTo(3);
                });
    }

    @Test
    void shouldDebitItself() {
        Transfer transfer = rules.transfer(new AccountEntity.Transfer(MOVEMENT, null));
        assertThat(transfer.debitAccountId()).isEqualTo(ID);
        assertThat(transfer.creditAccountId()).isEqualTo(UInt128.of(8));
        assertThat(transfer.amount()).isEqualTo(UInt128.of(50));
        assertThat(transfer.flags()).isZero();
    }

    @Test
    void shouldReserveWithATimeout() {
        Transfer transfer = rules.reserve(new AccountEntity.Reserve(MOVEMENT, 30, null));
        assertThat(transfer.flags()).isEqualTo(TransferFlags.PENDING);
        assertThat(transfer.timeout()).isEqualTo(30);
    }

    @Test
    void shouldNameItselfWhenSettlingSoThatForeignReservesAreRefused() {
        Transfer post =
                rules.post(new AccountEntity.Post(UInt128.of(101), UInt128.of(100), UInt128.MAX, UserData.NONE, null));
        assertThat(post.flags()).isEqualTo(TransferFlags.POST_PENDING_TRANSFER);
        assertThat(post.debitAccountId()).isEqualTo(ID);
        assertThat(post.creditAccountId()).isEqualTo(UInt128.ZERO);
        assertThat(post.pendingId()).isEqualTo(UInt128.of(100));
        assertThat(post.amount()).isEqualTo(UInt128.MAX);
        Transfer voided = rules.voiding(new AccountEntity.Void(UInt128.of(102), UInt128.of(100), UserData.NONE, null));
        assertThat(voided.flags()).isEqualTo(TransferFlags.VOID_PENDING_TRANSFER);
        assertThat(voided.amount()).isEqualTo(UInt128.ZERO);
        assertThat(voided.debitAccountId()).isEqualTo(ID);
    }

    @Test
    void shouldStateOfThePendingTransferWhatTheCommandStates() {
        UInt128 id = UInt128.of(101);
        UInt128 pending = UInt128.of(100);
        UInt128 amount = UInt128.of(50);
        Transfer post = rules.post(new AccountEntity.Post(id, pending, amount, 700, 10, UserData.NONE, null));
        Transfer voided = rules.voiding(new AccountEntity.Void(id, pending, amount, 700, 10, UserData.NONE, null));
        Transfer reopening =
                rules.reopening(new AccountEntity.Reopen(id, pending, amount, 700, 10, UserData.NONE, null));
        assertThat(List.of(post, voided, reopening)).allSatisfy(transfer -> {
            assertThat(transfer.pendingId()).isEqualTo(pending);
            assertThat(transfer.debitAccountId()).isEqualTo(ID);
            assertThat(transfer.amount()).isEqualTo(amount);
            assertThat(transfer.ledger()).isEqualTo(700);
            assertThat(transfer.code()).isEqualTo(10);
        });
        assertThat(post.flags()).isEqualTo(TransferFlags.POST_PENDING_TRANSFER);
        assertThat(voided.flags()).isEqualTo(TransferFlags.VOID_PENDING_TRANSFER);
        assertThat(reopening.flags()).isEqualTo(TransferFlags.VOID_PENDING_TRANSFER);
    }

    @Test
    void shouldStateNothingOfThePendingTransferByDefault() {
        UInt128 id = UInt128.of(101);
        UInt128 pending = UInt128.of(100);
        Transfer post = rules.post(new AccountEntity.Post(id, pending, UInt128.MAX, UserData.NONE, null));
        Transfer voided = rules.voiding(new AccountEntity.Void(id, pending, UserData.NONE, null));
        Transfer reopening = rules.reopening(new AccountEntity.Reopen(id, pending, UserData.NONE, null));
        assertThat(List.of(post, voided, reopening)).allSatisfy(transfer -> {
            assertThat(transfer.ledger()).isZero();
            assertThat(transfer.code()).isZero();
        });
        assertThat(List.of(voided, reopening)).extracting(Transfer::amount).containsOnly(UInt128.ZERO);
    }

    @Test
    void shouldHaveAnOrderKeyOfItsOwnThatOutlivesTheEntity() {
        assertThat(rules.orderKey()).isEqualTo(new AccountRules(ID).orderKey()).isNegative();
        assertThat(new AccountRules(UInt128.of(8)).orderKey()).isNotEqualTo(rules.orderKey());
        assertThat(new AccountRules(UInt128.of(1, 7)).orderKey()).isNotEqualTo(rules.orderKey());
    }
}
