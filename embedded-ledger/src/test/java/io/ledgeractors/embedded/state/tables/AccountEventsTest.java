package io.ledgeractors.embedded.state.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.state.store.RecordStores;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AccountEventsTest {
    private static final long SEED = 23;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final AccountEvents events = new AccountEvents(RecordStores.offHeap(), "events", AccountEvents.SIZE);

    @Test
    void shouldKeepAllBitsOfBalancesEvenAfterEventsWereRemoved() {
        List<byte[]> expected = new ArrayList<>();
        for (int round = 0; round < 400; round++) {
            int more = random.nextInt(50);
            events.reserve(more);
            for (int i = 0; i < more; i++) {
                AccountState debit = state();
                AccountState credit = state();
                assertThat(events.add(debit, credit, i - 1)).isEqualTo(expected.size());
                expected.add(bytes(debit, credit, i - 1));
            }
            if (random.nextInt(3) == 0) {
                int kept = expected.size() - random.nextInt(more + 1);
                events.truncate(kept);
                expected.subList(kept, expected.size()).clear();
            }
        }
        assertThat(events.count()).isEqualTo(expected.size()).isGreaterThan(5_000);
        for (int ordinal = 0; ordinal < expected.size(); ordinal++) {
            assertThat(bytes(ordinal)).as("seed %d, event %d", SEED, ordinal).isEqualTo(expected.get(ordinal));
        }
    }

    private AccountState state() {
        AccountState state = new AccountState();
        state.ordinal = random.nextInt(1_000_000);
        state.flags = random.nextInt(64);
        boolean wide = random.nextInt(4) == 0;
        for (MutableUInt128 balance : balances(state)) {
            balance.low = random.nextLong();
            balance.high = wide && random.nextBoolean() ? random.nextLong() : 0;
        }
        return state;
    }

    private static List<MutableUInt128> balances(AccountState state) {
        return List.of(state.debitsPending, state.debitsPosted, state.creditsPending, state.creditsPosted);
    }

    private static byte[] bytes(AccountState debit, AccountState credit, int pending) {
        ByteBuffer buffer = buffer();
        int at = 0;
        for (AccountState state : List.of(debit, credit)) {
            for (MutableUInt128 balance : balances(state)) {
                balance.write(buffer, at);
                at += 16;
            }
        }
        return described(buffer, debit.ordinal, credit.ordinal, debit.flags, credit.flags, pending);
    }

    private byte[] bytes(int ordinal) {
        ByteBuffer buffer = buffer();
        for (int i = 0; i < 16; i++) {
            buffer.putLong(i * Long.BYTES, -1); // older bytes of the reply must not remain
        }
        events.writeDebitBalances(ordinal, buffer, 0);
        events.writeCreditBalances(ordinal, buffer, 64);
        return described(
                buffer,
                events.debitAccount(ordinal),
                events.creditAccount(ordinal),
                events.debitFlags(ordinal),
                events.creditFlags(ordinal),
                events.pending(ordinal));
    }

    private static byte[] described(ByteBuffer balances, int... others) {
        for (int i = 0; i < others.length; i++) {
            balances.putInt(128 + i * Integer.BYTES, others[i]);
        }
        return balances.array();
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(160).order(ByteOrder.LITTLE_ENDIAN);
    }
}
