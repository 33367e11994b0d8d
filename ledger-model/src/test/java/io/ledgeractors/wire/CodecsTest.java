package io.ledgeractors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventType;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checks that every codec reads what it has written, and writes all bytes of the record and none beside it. */
class CodecsTest {
    private static final long SEED = 20261121;
    private static final int MARGIN = 24;

    private interface Encoder<T> {
        void encode(T value, ByteBuffer buffer, int offset);
    }

    private interface Decoder<T> {
        T decode(ByteBuffer buffer, int offset);
    }

    private final Random random = new Random(SEED);

    @Test
    void shouldCarryAccounts() {
        check(AccountCodec.SIZE, this::account, AccountCodec::encode, AccountCodec::decode);
    }

    @Test
    void shouldCarryTransfers() {
        check(TransferCodec.SIZE, this::transfer, TransferCodec::encode, TransferCodec::decode);
    }

    @Test
    void shouldCarryFilters() {
        check(
                AccountFilterCodec.SIZE,
                () -> new AccountFilter(
                        u128(),
                        u128(),
                        random.nextLong(),
                        random.nextInt(),
                        u16(),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextInt(),
                        random.nextInt()),
                AccountFilterCodec::encode,
                AccountFilterCodec::decode);
        check(
                QueryFilterCodec.SIZE,
                () -> new QueryFilter(
                        u128(),
                        random.nextLong(),
                        random.nextInt(),
                        random.nextInt(),
                        u16(),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextInt(),
                        random.nextInt()),
                QueryFilterCodec::encode,
                QueryFilterCodec::decode);
        check(
                ChangeEventsFilterCodec.SIZE,
                () -> new ChangeEventsFilter(random.nextLong(), random.nextLong(), random.nextInt()),
                ChangeEventsFilterCodec::encode,
                ChangeEventsFilterCodec::decode);
    }

    @Test
    void shouldCarryResults() {
        check(
                CreateAccountResultCodec.SIZE,
                () -> new CreateAccountResult(random.nextLong(), oneOf(CreateAccountStatus.values())),
                (result, buffer, offset) ->
                        CreateAccountResultCodec.encode(result.timestamp(), result.status(), buffer, offset),
                CreateAccountResultCodec::decode);
        check(
                CreateTransferResultCodec.SIZE,
                () -> new CreateTransferResult(random.nextLong(), oneOf(CreateTransferStatus.values())),
                (result, buffer, offset) ->
                        CreateTransferResultCodec.encode(result.timestamp(), result.status(), buffer, offset),
                CreateTransferResultCodec::decode);
    }

    @Test
    void shouldCarryBalances() {
        check(
                AccountBalanceCodec.SIZE,
                () -> new AccountBalance(u128(), u128(), u128(), u128(), random.nextLong()),
                AccountBalanceCodec::encode,
                AccountBalanceCodec::decode);
    }

    @Test
    void shouldCarryChangeEvents() {
        check(
                ChangeEventCodec.SIZE,
                () -> {
                    Transfer transfer = transfer();
                    Account debit = account().toBuilder()
                            .id(transfer.debitAccountId())
                            .ledgerUnsigned(transfer.ledger())
                            .build();
                    Account credit = account().toBuilder()
                            .id(transfer.creditAccountId())
                            .ledgerUnsigned(transfer.ledger())
                            .build();
                    return new ChangeEvent(oneOf(ChangeEventType.values()), random.nextLong(), transfer, debit, credit);
                },
                ChangeEventCodec::encode,
                ChangeEventCodec::decode);
    }

    @Test
    void shouldClearCompareAndFill() {
        for (int length = 0; length < 40; length++) {
            ByteBuffer buffer = noise(MARGIN + length + MARGIN);
            ByteBuffer before = copy(buffer);
            Bytes.zero(buffer, MARGIN, length);
            assertThat(Bytes.isZero(buffer, MARGIN, length)).isTrue();
            assertMarginsUntouched(before, buffer, length);
            if (length > 0) {
                buffer.put(MARGIN + random.nextInt(length), (byte) 1);
                assertThat(Bytes.isZero(buffer, MARGIN, length)).isFalse();
            }
        }
    }

    private <T> void check(int size, java.util.function.Supplier<T> values, Encoder<T> encoder, Decoder<T> decoder) {
        for (int round = 0; round < 500; round++) {
            T value = values.get();
            ByteBuffer first = noise(MARGIN + size + MARGIN);
            ByteBuffer second = noise(MARGIN + size + MARGIN);
            ByteBuffer before = copy(first);
            encoder.encode(value, first, MARGIN);
            encoder.encode(value, second, MARGIN);
            assertThat(decoder.decode(first, MARGIN))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(value);
            assertThat(first.slice(MARGIN, size))
                    .as("bytes do not depend on what was there, seed %d, round %d", SEED, round)
                    .isEqualTo(second.slice(MARGIN, size));
            assertMarginsUntouched(before, first, size);
            assertThat(first.position()).isZero();
        }
    }

    private static void assertMarginsUntouched(ByteBuffer before, ByteBuffer after, int size) {
        assertThat(after.slice(0, MARGIN)).isEqualTo(before.slice(0, MARGIN));
        assertThat(after.slice(MARGIN + size, MARGIN)).isEqualTo(before.slice(MARGIN + size, MARGIN));
    }

    private Account account() {
        return new Account(
                u128(),
                u128(),
                u128(),
                u128(),
                u128(),
                u128(),
                random.nextLong(),
                random.nextInt(),
                random.nextInt(),
                u16(),
                u16(),
                random.nextLong());
    }

    private Transfer transfer() {
        return new Transfer(
                u128(),
                u128(),
                u128(),
                u128(),
                u128(),
                u128(),
                random.nextLong(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                u16(),
                u16(),
                random.nextLong());
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private UInt128 u128() {
        return UInt128.of(random.nextLong(), random.nextLong());
    }

    private int u16() {
        return random.nextInt(65_536);
    }

    private ByteBuffer noise(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.allocate(size).put(0, bytes);
    }

    private static ByteBuffer copy(ByteBuffer buffer) {
        return Bytes.allocate(buffer.limit()).put(0, buffer, 0, buffer.limit());
    }
}
