package io.ledgeractors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordsTest {
    @Test
    void shouldTakeOverEveryFieldIntoABuilder() {
        Account account = new Account(n(1), n(2), n(3), n(4), n(5), n(6), 7, 8, 9, 10, 11, 12);
        assertThat(account.toBuilder().build()).isEqualTo(account);
        Transfer transfer = new Transfer(n(1), n(2), n(3), n(4), n(5), n(6), 7, 8, 9, 10, 11, 12, 13);
        assertThat(transfer.toBuilder().build()).isEqualTo(transfer);
        AccountFilter accountFilter = new AccountFilter(n(1), n(2), 3, 4, 5, 6, 7, 8, 9);
        assertThat(accountFilter.toBuilder().build()).isEqualTo(accountFilter);
        QueryFilter queryFilter = new QueryFilter(n(1), 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(queryFilter.toBuilder().build()).isEqualTo(queryFilter);
        AccountBalance balance = new AccountBalance(n(1), n(2), n(3), n(4), 5);
        assertThat(balance.toBuilder().build()).isEqualTo(balance);
        ChangeEventsFilter changes = new ChangeEventsFilter(1, 2, 3);
        assertThat(changes.toBuilder().build()).isEqualTo(changes);
    }

    @Test
    void shouldStartWithZeros() {
        assertThat(Account.builder().build())
                .isEqualTo(new Account(n(0), n(0), n(0), n(0), n(0), n(0), 0, 0, 0, 0, 0, 0));
        assertThat(Transfer.builder().build())
                .isEqualTo(new Transfer(n(0), n(0), n(0), n(0), n(0), n(0), 0, 0, 0, 0, 0, 0, 0));
        assertThat(AccountFilter.builder().build()).isEqualTo(new AccountFilter(n(0), n(0), 0, 0, 0, 0, 0, 0, 0));
        assertThat(QueryFilter.builder().build()).isEqualTo(new QueryFilter(n(0), 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldRefuseNumbersThatTheLayoutCannotHold() {
        Stream.of(-1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE).forEach(value -> {
            assertRefused("code", () -> Account.builder().code(value).build());
            assertRefused("flags", () -> Account.builder().flags(value).build());
            assertRefused("code", () -> Transfer.builder().code(value).build());
            assertRefused("flags", () -> Transfer.builder().flags(value).build());
            assertRefused("code", () -> AccountFilter.builder().code(value).build());
            assertRefused("code", () -> QueryFilter.builder().code(value).build());
        });
        assertThat(Account.builder().code(65_535).flags(65_535).build().code()).isEqualTo(65_535);
    }

    @Test
    void shouldTestFlags() {
        int flags = AccountFlags.HISTORY | AccountFlags.LINKED;
        assertThat(AccountFlags.has(flags, AccountFlags.HISTORY)).isTrue();
        assertThat(AccountFlags.has(flags, AccountFlags.HISTORY | AccountFlags.CLOSED))
                .isFalse();
        assertThat(TransferFlags.has(TransferFlags.PENDING, TransferFlags.PENDING))
                .isTrue();
        assertThat(TransferFlags.has(TransferFlags.PENDING, TransferFlags.LINKED))
                .isFalse();
    }

    @Test
    void shouldTellWhatIsInTheLedger() {
        assertThat(Stream.of(CreateAccountStatus.values()).filter(CreateAccountStatus::isInLedger))
                .containsExactly(CreateAccountStatus.Created, CreateAccountStatus.Exists);
        assertThat(Stream.of(CreateTransferStatus.values()).filter(CreateTransferStatus::isInLedger))
                .containsExactly(CreateTransferStatus.Created, CreateTransferStatus.Exists);
    }

    @Test
    void shouldRefuseNumbersThatNobodyHas() {
        Stream.of(0, 27, -2, 1_000_000)
                .forEach(code -> assertThatThrownBy(() -> CreateAccountStatus.ofCode(code))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(Integer.toUnsignedString(code)));
        Stream.of(0, 18, 69, -2)
                .forEach(code -> assertThatThrownBy(() -> CreateTransferStatus.ofCode(code))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(Integer.toUnsignedString(code)));
        Stream.of(-1, 5)
                .forEach(code -> assertThatThrownBy(() -> ChangeEventType.ofCode(code))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    private static void assertRefused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable building) {
        assertThatThrownBy(building)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + " must be between 0 and 65535");
    }

    private static UInt128 n(long number) {
        return UInt128.of(number);
    }
}
