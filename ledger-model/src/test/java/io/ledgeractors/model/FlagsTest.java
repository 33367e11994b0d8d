package io.ledgeractors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FlagsTest {
    @Test
    void shouldNameEachBitThatTheConstantsName() throws ReflectiveOperationException {
        Map<String, Integer> transfer = new TreeMap<>();
        Arrays.stream(TransferFlag.values()).forEach(flag -> transfer.put(flag.name(), flag.bit()));
        assertThat(transfer).isEqualTo(constants(TransferFlags.class));
        Map<String, Integer> account = new TreeMap<>();
        Arrays.stream(AccountFlag.values()).forEach(flag -> account.put(flag.name(), flag.bit()));
        assertThat(account).isEqualTo(constants(AccountFlags.class));
        Map<String, Integer> accountFilter = new TreeMap<>();
        Arrays.stream(AccountFilterFlag.values()).forEach(flag -> accountFilter.put(flag.name(), flag.bit()));
        assertThat(accountFilter).isEqualTo(constants(AccountFilterFlags.class));
        Map<String, Integer> queryFilter = new TreeMap<>();
        Arrays.stream(QueryFilterFlag.values()).forEach(flag -> queryFilter.put(flag.name(), flag.bit()));
        assertThat(queryFilter).isEqualTo(constants(QueryFilterFlags.class));
    }

    @Test
    void shouldConvertEveryCombinationThereAndBack() {
        for (int bits = 0; bits < 512; bits++) {
            Set<TransferFlag> flags = TransferFlag.ofBits(bits);
            assertThat(flags).hasSize(Integer.bitCount(bits));
            assertThat(TransferFlag.toBits(flags)).isEqualTo(bits);
        }
        for (int bits = 0; bits < 64; bits++) {
            assertThat(AccountFlag.toBits(AccountFlag.ofBits(bits))).isEqualTo(bits);
        }
    }

    @Test
    void shouldLeaveOutBitsThatStandForNoFlag() {
        Transfer transfer = Transfer.builder().flags(0x8001).build();
        assertThat(transfer.flagSet()).containsExactly(TransferFlag.LINKED);
        assertThat(transfer.flags()).isEqualTo(0x8001);
        assertThatThrownBy(() -> transfer.flagSet().add(TransferFlag.PENDING))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldSetFlagsInPlaceOfThoseBefore() {
        Transfer.Builder transfer = Transfer.builder().flags(TransferFlags.IMPORTED);
        assertThat(transfer.flags(TransferFlag.PENDING, TransferFlag.LINKED)
                        .build()
                        .flags())
                .isEqualTo(TransferFlags.PENDING | TransferFlags.LINKED);
        assertThat(transfer.flags(EnumSet.noneOf(TransferFlag.class)).build().flags())
                .isZero();
        Account account = Account.builder().flags(AccountFlag.HISTORY).build();
        assertThat(account.flags()).isEqualTo(AccountFlags.HISTORY);
        assertThat(account.flagSet()).containsExactly(AccountFlag.HISTORY);
    }

    @Test
    void shouldTakeBothSidesOfAFilterIfFlagsNameNone() {
        AccountFilter filter = AccountFilter.builder()
                .accountId(1)
                .flags(AccountFilterFlag.REVERSED)
                .build();
        assertThat(filter.flagSet()).isEqualTo(EnumSet.allOf(AccountFilterFlag.class));
        QueryFilter query =
                QueryFilter.builder().flags(QueryFilterFlag.REVERSED).build();
        assertThat(query.flagSet()).containsExactly(QueryFilterFlag.REVERSED);
    }

    private static Map<String, Integer> constants(Class<?> type) throws ReflectiveOperationException {
        Map<String, Integer> constants = new TreeMap<>();
        for (Field field : type.getFields()) {
            if (field.getType() == int.class && field.getInt(null) != 0) {
                constants.put(field.getName(), field.getInt(null));
            }
        }
        return constants;
    }
}
