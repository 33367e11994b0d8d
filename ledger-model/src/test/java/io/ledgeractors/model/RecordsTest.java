package io.ledgeractors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecordsTest {
    @Test
    void shouldTakeOverEveryFieldIntoABuilder() {
        Account account = new Account(n(1), n(2), n(3), n(4), n(5), n(6), 7, 8, 9, 10, 11, 12);
        assertThat(account.toBuilder().build()).isEqualTo(account);
        Transfer transfer = new Transfer(n(1), n(2), n(3), n(4), n(5), n(6), 7, 8, 9, 10, 11, 12, 13);
        assertThat(transfer.toBuilder().build()).isEqualTo(transfer);
        AccountFilter accountFilter = new AccountFilter(n(1), n(2), 3, 4, 5, 6, 7, 8, 6);
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
    }

    @Test
    void shouldSelectEverythingWithAFilterThatSaysNothing() {
        int both = AccountFilterFlags.DEBITS | AccountFilterFlags.CREDITS;
        int all = AccountFilter.LIMIT_ALL;
        assertThat(AccountFilter.builder().accountId(n(1)).build())
                .isEqualTo(new AccountFilter(n(1), n(0), 0, 0, 0, 0, 0, all, both));
        assertThat(QueryFilter.builder().build())
                .isEqualTo(new QueryFilter(n(0), 0, 0, 0, 0, 0, 0, QueryFilter.LIMIT_ALL, 0));
        assertThat(ChangeEventsFilter.builder().build())
                .isEqualTo(new ChangeEventsFilter(0, 0, ChangeEventsFilter.LIMIT_ALL));
    }

    @Test
    void shouldTakeBothSidesIfFlagsNameNone() {
        AccountFilter.Builder filter = AccountFilter.builder().accountId(n(1));
        assertThat(filter.flags(AccountFilterFlags.REVERSED).build().flags()).isEqualTo(7);
        assertThat(filter.flags(AccountFilterFlags.NONE).build().flags()).isEqualTo(3);
        assertThat(filter.flags(AccountFilterFlags.DEBITS).build().flags()).isEqualTo(1);
        assertThat(filter.flags(AccountFilterFlags.CREDITS).build().flags()).isEqualTo(2);
    }

    @Test
    void shouldRefuseFiltersThatWouldFindNothing() {
        for (int limit : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertRefused(
                    "limit must be at least 1, but is " + limit,
                    () -> AccountFilter.builder().limit(limit));
            assertRefused(
                    "limit must be at least 1, but is " + limit,
                    () -> QueryFilter.builder().limit(limit));
            assertRefused(
                    "limit must be at least 1, but is " + limit,
                    () -> ChangeEventsFilter.builder().limit(limit));
        }
        assertRefused("flags", () -> AccountFilter.builder().flags(8));
        assertRefused("flags", () -> QueryFilter.builder().flags(2));
        assertRefused("timestampMin", () -> AccountFilter.builder().timestampMin(-1));
        assertRefused("timestampMax", () -> QueryFilter.builder().timestampMax(-1));
        assertRefused("timestampMax", () -> ChangeEventsFilter.builder().timestampMax(Long.MIN_VALUE));
        for (AccountFilter.Builder noAccount : List.of(
                AccountFilter.builder(),
                AccountFilter.builder().accountId(UInt128.ZERO),
                AccountFilter.builder().accountId(UInt128.MAX))) {
            assertThatThrownBy(noAccount::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("accountId");
        }
    }

    @Test
    void shouldRefuseAnIntervalInWhichNothingIs() {
        AccountFilter.Builder account =
                AccountFilter.builder().accountId(n(1)).timestampMin(5).timestampMax(4);
        QueryFilter.Builder query = QueryFilter.builder().timestampMin(5).timestampMax(4);
        ChangeEventsFilter.Builder events =
                ChangeEventsFilter.builder().timestampMin(5).timestampMax(4);
        for (ThrowingCallable build : List.<ThrowingCallable>of(account::build, query::build, events::build)) {
            assertThatThrownBy(build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("timestampMin must not be above timestampMax, but they are 5 and 4");
        }
        assertThat(query.timestampMax(5).build().timestampMax()).isEqualTo(5);
        assertThat(events.timestampMax(0).build().timestampMin()).isEqualTo(5);
    }

    @Test
    void shouldRefuseNegativeNumbersWhereTheLedgerTakesUnsignedOnes() {
        Account.Builder account = Account.builder();
        assertRefused("userData64 is unsigned", () -> account.userData64(-1));
        assertRefused("userData32 is unsigned", () -> account.userData32(-1));
        assertRefused("ledger is unsigned", () -> account.ledger(-1));
        assertRefused("timestamp is unsigned", () -> account.timestamp(-1));
        assertThat(account.userData64Unsigned(-1)
                        .userData32Unsigned(-2)
                        .ledgerUnsigned(-3)
                        .timestampUnsigned(-4)
                        .build())
                .isEqualTo(new Account(n(0), n(0), n(0), n(0), n(0), n(0), -1, -2, -3, 0, 0, -4));
        Transfer.Builder transfer = Transfer.builder();
        assertRefused("userData64 is unsigned", () -> transfer.userData64(-1));
        assertRefused("userData32 is unsigned", () -> transfer.userData32(-1));
        assertRefused(
                "timeout is unsigned and must not be negative, but is -1; timeoutUnsigned", () -> transfer.timeout(-1));
        assertRefused("ledger is unsigned", () -> transfer.ledger(Integer.MIN_VALUE));
        assertRefused("timestamp is unsigned", () -> transfer.timestamp(Long.MIN_VALUE));
        assertThat(transfer.userData64Unsigned(-1)
                        .userData32Unsigned(-2)
                        .timeoutUnsigned(-3)
                        .ledgerUnsigned(-4)
                        .timestampUnsigned(-5)
                        .build())
                .isEqualTo(new Transfer(n(0), n(0), n(0), n(0), n(0), n(0), -1, -2, -3, -4, 0, 0, -5));
        assertRefused("userData64 is unsigned", () -> AccountFilter.builder().userData64(-1));
        assertRefused("userData32 is unsigned", () -> AccountFilter.builder().userData32(-1));
        assertRefused("userData64 is unsigned", () -> QueryFilter.builder().userData64(-1));
        assertRefused("userData32 is unsigned", () -> QueryFilter.builder().userData32(-1));
        assertRefused("ledger is unsigned", () -> QueryFilter.builder().ledger(-1));
        assertThat(QueryFilter.builder()
                        .userData64Unsigned(-1)
                        .userData32Unsigned(-2)
                        .ledgerUnsigned(-3)
                        .build())
                .isEqualTo(new QueryFilter(n(0), -1, -2, -3, 0, 0, 0, QueryFilter.LIMIT_ALL, 0));
        assertRefused("timestamp", () -> AccountBalance.builder().timestamp(-1));
    }

    /** Finds every setter of every builder by reflection, so that a new one cannot be forgotten. */
    @Test
    void shouldRefuseNullAndNegativeNumbersInEverySetter() throws ReflectiveOperationException {
        int setters = 0;
        for (Object builder : List.of(
                Account.builder(),
                Transfer.builder(),
                AccountBalance.builder(),
                AccountFilter.builder(),
                QueryFilter.builder(),
                ChangeEventsFilter.builder())) {
            for (Method setter : builder.getClass().getMethods()) {
                if (setter.getParameterCount() == 1 && setter.getReturnType() == builder.getClass()) {
                    setters++;
                    assertThatSetterRefuses(builder, setter);
                }
            }
        }
        assertThat(setters).isGreaterThan(50);
    }

    private static void assertThatSetterRefuses(Object builder, Method setter) throws ReflectiveOperationException {
        Class<?> type = setter.getParameterTypes()[0];
        Object bad = type == long.class ? (Object) (-1L) : type == int.class ? (Object) (-1) : null;
        String field = setter.getName();
        if (field.endsWith("Unsigned")) {
            assertThat(setter.invoke(builder, bad)).isSameAs(builder);
        } else {
            assertThatThrownBy(() -> setter.invoke(builder, bad))
                    .as(setter.toString())
                    .cause()
                    .isInstanceOf(bad == null ? NullPointerException.class : IllegalArgumentException.class)
                    .hasMessageStartingWith(field);
        }
    }

    @Test
    void shouldRefuseNullInRecords() {
        assertThatThrownBy(() -> new Transfer(n(1), null, n(3), n(4), n(5), n(6), 7, 8, 9, 10, 11, 12, 13))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("debitAccountId must not be null");
        assertThatThrownBy(() -> new AccountBalance(n(1), n(2), n(3), null, 5))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("creditsPosted must not be null");
    }

    @Test
    void shouldRefuseNumbersThatTheLayoutCannotHold() {
        Stream.of(-1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE).forEach(value -> {
            assertRefused(
                    "code must be between 0 and 65535",
                    () -> Account.builder().code(value).build());
            assertRefused(
                    "flags must be between 0 and 65535",
                    () -> Account.builder().flags(value).build());
            assertRefused(
                    "code must be between 0 and 65535",
                    () -> Transfer.builder().code(value).build());
            assertRefused(
                    "flags must be between 0 and 65535",
                    () -> Transfer.builder().flags(value).build());
            assertRefused(
                    "code must be between 0 and 65535",
                    () -> AccountFilter.builder().code(value).build());
            assertRefused(
                    "code must be between 0 and 65535",
                    () -> QueryFilter.builder().code(value).build());
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

    private static void assertRefused(String field, ThrowingCallable building) {
        assertThatThrownBy(building)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field);
    }

    private static UInt128 n(long number) {
        return UInt128.of(number);
    }
}
