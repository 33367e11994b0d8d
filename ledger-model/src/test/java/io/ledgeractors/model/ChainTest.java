package io.ledgeractors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {
    @Test
    void shouldLinkAllTransfersButTheLast() {
        Transfer first = transfer(1, TransferFlags.PENDING);
        Transfer second = transfer(2, TransferFlags.LINKED);
        Transfer last = transfer(3, TransferFlags.NONE);
        List<Transfer> chain = Transfer.chain(first, second, last);
        assertThat(chain)
                .containsExactly(
                        first.toBuilder()
                                .flags(TransferFlag.PENDING, TransferFlag.LINKED)
                                .build(),
                        second,
                        last);
        assertThatThrownBy(() -> chain.add(last)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldLinkAllAccountsButTheLast() {
        List<Account> chain = Account.chain(account(1, AccountFlags.HISTORY), account(2, AccountFlags.NONE));
        assertThat(chain)
                .containsExactly(account(1, AccountFlags.HISTORY | AccountFlags.LINKED), account(2, AccountFlags.NONE));
    }

    @Test
    void shouldJoinChains() {
        List<Transfer> parts = List.of(
                transfer(1, TransferFlags.LINKED), transfer(2, 0), transfer(3, TransferFlags.LINKED), transfer(4, 0));
        assertThat(Transfer.chain(parts)).extracting(Transfer::flags).containsExactly(1, 1, 1, 0);
    }

    @Test
    void shouldLeaveASingleEventAsItIs() {
        Transfer alone = transfer(1, TransferFlags.PENDING);
        assertThat(Transfer.chain(alone)).containsExactly(alone);
    }

    @Test
    void shouldRefuseChainsThatTheLedgerWouldRefuse() {
        assertThatThrownBy(Transfer::chain)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be empty");
        assertThatThrownBy(() -> Account.chain(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be empty");
        assertThatThrownBy(() -> Transfer.chain(transfer(1, 0), transfer(2, TransferFlags.LINKED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the last event of a chain must not have the flag LINKED");
        assertThatThrownBy(() -> Transfer.chain(Arrays.asList(transfer(1, 0), null, transfer(2, 0))))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("event 1 of a chain");
    }

    @Test
    void shouldPostAndVoidPendingTransfers() {
        UInt128 id = UInt128.of(7);
        UInt128 pendingId = UInt128.of(5);
        Transfer.Builder base = Transfer.builder().id(id).pendingId(pendingId);
        Transfer post = base.amount(UInt128.MAX)
                .flags(TransferFlags.POST_PENDING_TRANSFER)
                .build();
        assertThat(Transfer.post(id, pendingId)).isEqualTo(post);
        assertThat(Transfer.post(7, 5)).isEqualTo(post);
        assertThat(Transfer.post(id, pendingId, UInt128.of(3)))
                .isEqualTo(base.amount(3).build());
        Transfer voiding =
                base.amount(0).flags(TransferFlags.VOID_PENDING_TRANSFER).build();
        assertThat(Transfer.voidOf(id, pendingId)).isEqualTo(voiding);
        assertThat(Transfer.voidOf(7, 5)).isEqualTo(voiding);
        assertThatThrownBy(() -> Transfer.post(7, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pendingId");
    }

    private static Transfer transfer(long id, int flags) {
        return Transfer.builder().id(id).flags(flags).build();
    }

    private static Account account(long id, int flags) {
        return Account.builder().id(id).flags(flags).build();
    }
}
