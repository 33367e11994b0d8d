package io.ledgeractors.actors.internal.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.internal.codec.EventEncoder;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the rules against the embedded ledger: what they rely on, and that they refuse nothing impossible. */
class AccessRulesLedgerTest {
    private static final AccessLimits LIMITS = SomeLimits.of(Set.of(1, 2), Set.of(10, 20), UInt128.of(100));
    private static final int POST = TransferFlags.POST_PENDING_TRANSFER;
    private static final int VOID = TransferFlags.VOID_PENDING_TRANSFER;

    private AccessLedger ledger = new AccessLedger();

    /** Accounts 11, 12 and 13 are of ledger 1, 21 to 23 of ledger 2, 31 to 33 of ledger 3. */
    @BeforeEach
    void createAccounts() {
        for (int number = 1; number <= 3; number++) {
            for (int i = 1; i <= 3; i++) {
                ledger.account(10L * number + i, number, 10, 0);
            }
        }
    }

    private Transfer.Builder transfer(int number, long amount) {
        return Transfer.builder()
                .id(ledger.id())
                .debitAccountId(10L * number + 1)
                .creditAccountId(10L * number + 2)
                .amount(amount)
                .ledger(number)
                .code(10);
    }

    private Transfer pending(Transfer.Builder transfer) {
        Transfer pending = transfer.flags(TransferFlags.PENDING).build();
        assertThat(ledger.create(pending)).isEqualTo(CreateTransferStatus.Created);
        return pending;
    }

    /** Returns a post or void of a pending transfer that states its ledger, code and amount. */
    private Transfer.Builder settling(Transfer pending, int flag) {
        return Transfer.builder()
                .id(ledger.id())
                .pendingId(pending.id())
                .amount(pending.amount())
                .ledger(pending.ledger())
                .code(pending.code())
                .flags(flag);
    }

    private static @Nullable String check(AccessLimits limits, List<Transfer> batch) {
        return AccessRules.check(limits, Operation.CREATE_TRANSFERS, EventEncoder.transfers(batch), 0, batch.size());
    }

    private static boolean isWithin(AccessLimits limits, Transfer recorded) {
        UInt128 max = limits.amountMax();
        return (limits.ledgers().isEmpty() || limits.ledgers().contains(recorded.ledger()))
                && (limits.codes().isEmpty() || limits.codes().contains(recorded.code()))
                && (max == null || recorded.amount().compareTo(max) <= 0);
    }

    /** Asserts that the event is refused, and that the ledger would have recorded it outside of the limits. */
    private void assertKeepsOut(Transfer.Builder event) {
        Transfer transfer = event.build();
        assertThat(check(LIMITS, List.of(transfer))).isNotNull();
        assertThat(ledger.create(transfer)).isEqualTo(CreateTransferStatus.Created);
        assertThat(isWithin(LIMITS, ledger.recorded(transfer.id()))).isFalse();
    }

    /** Asserts that the event is allowed, but refused by the ledger. */
    private void assertLedgerRefuses(Transfer.Builder event, CreateTransferStatus status) {
        Transfer transfer = event.build();
        assertThat(check(LIMITS, List.of(transfer))).isNull();
        assertThat(ledger.create(transfer)).isEqualTo(status);
    }

    @Test
    void shouldKeepOutWhatTheLedgerWouldDo() {
        assertKeepsOut(transfer(3, 50));
        assertKeepsOut(transfer(1, 50).code(11));
        assertKeepsOut(transfer(1, 101));
        assertKeepsOut(transfer(1, 101).flags(TransferFlags.PENDING));
        // Account 11 has credits of 1,000, which a balancing debit takes all.
        assertThat(ledger.create(transfer(1, 1_000)
                        .debitAccountId(13)
                        .creditAccountId(11)
                        .build()))
                .isEqualTo(CreateTransferStatus.Created);
        assertKeepsOut(transfer(1, 0).amount(UInt128.MAX).flags(TransferFlags.BALANCING_DEBIT));
        assertKeepsOut(transfer(1, 1_000)
                .amount(UInt128.MAX)
                .creditAccountId(13)
                .debitAccountId(12)
                .flags(TransferFlags.BALANCING_CREDIT));
    }

    @Test
    void shouldKeepOutPostsAndVoidsThatStateNothing() {
        for (int flag : new int[] {POST, VOID}) {
            assertKeepsOut(settling(pending(transfer(3, 50)), flag).ledger(0));
            assertKeepsOut(settling(pending(transfer(1, 50).code(11)), flag).code(0));
        }
        assertKeepsOut(settling(pending(transfer(1, 500)), POST).amount(UInt128.MAX));
        assertKeepsOut(settling(pending(transfer(1, 500)), VOID).amount(0));
        assertKeepsOut(settling(pending(transfer(1, 500)), VOID).amount(500));
    }

    @Test
    void shouldRelyOnALedgerThatBindsWhatAnEventStates() {
        assertLedgerRefuses(transfer(3, 50).ledger(1), CreateTransferStatus.TransferMustHaveTheSameLedgerAsAccounts);
        assertLedgerRefuses(transfer(1, 50).creditAccountId(31), CreateTransferStatus.AccountsMustHaveTheSameLedger);
        for (int flag : new int[] {POST, VOID}) {
            assertLedgerRefuses(
                    settling(pending(transfer(3, 50)), flag).ledger(1),
                    CreateTransferStatus.PendingTransferHasDifferentLedger);
            assertLedgerRefuses(
                    settling(pending(transfer(1, 50).code(11)), flag).code(10),
                    CreateTransferStatus.PendingTransferHasDifferentCode);
            assertLedgerRefuses(
                    settling(pending(transfer(1, 50)), flag).amount(51),
                    CreateTransferStatus.ExceedsPendingTransferAmount);
        }
        assertLedgerRefuses(
                settling(pending(transfer(1, 500)), VOID).amount(100),
                CreateTransferStatus.PendingTransferHasDifferentAmount);
        assertLedgerRefuses(
                settling(pending(transfer(1, 50)), POST | VOID), CreateTransferStatus.FlagsAreMutuallyExclusive);
    }

    @Test
    void shouldRelyOnALedgerThatRecordsNoMoreThanAnEventStates() {
        assertThat(ledger.create(transfer(1, 1_000)
                        .debitAccountId(13)
                        .creditAccountId(11)
                        .build()))
                .isEqualTo(CreateTransferStatus.Created);
        for (long amount : new long[] {0, 100}) {
            List<Transfer> batch = List.of(
                    transfer(1, amount).flags(TransferFlags.BALANCING_DEBIT).build(),
                    settling(pending(transfer(1, 500)), POST).amount(amount).build());
            assertThat(check(LIMITS, batch)).isNull();
            assertThat(ledger.create(batch)).containsOnly(CreateTransferStatus.Created);
            for (Transfer transfer : batch) {
                assertThat(ledger.recorded(transfer.id()).amount()).isEqualTo(UInt128.of(amount));
            }
        }
    }

    @Test
    void shouldReleaseTheRestOfAPendingAmountByAPostOfAPart() {
        Transfer pending = pending(transfer(1, 500));
        Transfer post = settling(pending, POST).amount(100).build();
        assertThat(check(LIMITS, List.of(post))).isNull();
        assertThat(ledger.create(post)).isEqualTo(CreateTransferStatus.Created);
        assertThat(ledger.account(11).debitsPending()).isEqualTo(UInt128.ZERO);
        assertThat(ledger.account(11).debitsPosted()).isEqualTo(UInt128.of(100));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void shouldRecordNothingOutsideOfTheLimits(long seed) {
        Random random = new Random(seed);
        AccessLimits limits = SomeLimits.of(
                random.nextBoolean() ? Set.of(1, 2) : Set.of(1),
                random.nextBoolean() ? Set.of(10, 20) : Set.of(),
                random.nextInt(3) > 0 ? UInt128.of(100) : null);
        List<Transfer> earlier = new ArrayList<>();
        Map<String, Integer> seen = new TreeMap<>();
        for (int run = 0; run < 3_000; run++) {
            List<Transfer> batch = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                batch.add(random(random, earlier));
            }
            // A caller without limits sends some, so that there are transfers outside of the limits to attack.
            boolean isLimited = random.nextInt(4) > 0;
            if (isLimited && check(limits, batch) != null) {
                seen.merge("denied", 1, Integer::sum);
                continue;
            }
            List<CreateTransferStatus> statuses = ledger.create(batch);
            for (int i = 0; i < batch.size(); i++) {
                if (statuses.get(i) != CreateTransferStatus.Created) {
                    continue;
                }
                Transfer recorded = ledger.recorded(batch.get(i).id());
                earlier.add(recorded);
                if (isLimited) {
                    assertThat(isWithin(limits, recorded))
                            .as("%s recorded from %s under %s", recorded, batch, limits)
                            .isTrue();
                    seen.merge(kind(recorded.flags()), 1, Integer::sum);
                }
            }
        }
        assertThat(seen.keySet()).contains("balancing", "denied", "pending", "plain", "post", "void");
    }

    private static String kind(int flags) {
        if ((flags & POST) != 0) {
            return "post";
        }
        if ((flags & VOID) != 0) {
            return "void";
        }
        if ((flags & (TransferFlags.BALANCING_DEBIT | TransferFlags.BALANCING_CREDIT)) != 0) {
            return "balancing";
        }
        return (flags & TransferFlags.PENDING) != 0 ? "pending" : "plain";
    }

    private Transfer random(Random random, List<Transfer> earlier) {
        int number = 1 + random.nextInt(3);
        int[] flags = {
            0,
            TransferFlags.PENDING,
            TransferFlags.PENDING,
            POST,
            POST,
            VOID,
            VOID,
            TransferFlags.BALANCING_DEBIT,
            TransferFlags.BALANCING_CREDIT | TransferFlags.PENDING,
            POST | VOID,
            POST | TransferFlags.BALANCING_DEBIT,
            1 << random.nextInt(16)
        };
        UInt128[] amounts = {UInt128.ZERO, UInt128.of(1), UInt128.of(100), UInt128.of(101), UInt128.MAX};
        int flag = flags[random.nextInt(flags.length)];
        Transfer.Builder transfer = transfer(number, 0)
                .debitAccountId(10L * number + 1 + random.nextInt(3))
                .creditAccountId(10L * (random.nextInt(20) == 0 ? 3 : number) + 1 + random.nextInt(3))
                .ledger(random.nextInt(10) == 0 ? random.nextInt(4) : number)
                .code(10 + random.nextInt(2))
                .amount(amounts[random.nextInt(amounts.length)])
                .flags(flag | (random.nextInt(8) == 0 ? TransferFlags.LINKED : 0));
        if (!earlier.isEmpty() && random.nextInt(20) == 0) {
            transfer.id(earlier.get(random.nextInt(earlier.size())).id());
        }
        if ((flag & (POST | VOID)) != 0 && !earlier.isEmpty()) {
            Transfer pending = earlier.get(Math.max(0, earlier.size() - 1 - random.nextInt(30)));
            transfer.pendingId(pending.id()).debitAccountId(0).creditAccountId(0);
            transfer.ledger(choose(random, 0, pending.ledger(), 1));
            transfer.code(choose(random, 0, pending.code(), 10));
            if (random.nextBoolean()) {
                transfer.amount(pending.amount());
            }
        }
        return transfer.build();
    }

    private static int choose(Random random, int... values) {
        return values[random.nextInt(values.length)];
    }
}
