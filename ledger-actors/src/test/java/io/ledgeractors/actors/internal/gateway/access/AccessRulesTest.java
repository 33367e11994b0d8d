package io.ledgeractors.actors.internal.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ledgeractors.actors.internal.codec.EventEncoder;
import io.ledgeractors.actors.internal.gateway.access.AccessLimits.Permission;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
    private static final String SETTING = SomeLimits.SETTING;
    private static final AccessLimits ALL_LIMITED = SomeLimits.of(Set.of(1, 2), Set.of(10, 20), UInt128.of(100));

    private static Transfer.Builder transfer() {
        return Transfer.builder()
                .id(17)
                .debitAccountId(1)
                .creditAccountId(2)
                .amount(100)
                .ledger(1)
                .code(10);
    }

    private static Transfer.Builder settling(int flag) {
        return Transfer.builder()
                .id(17)
                .pendingId(16)
                .amount(100)
                .ledger(1)
                .code(10)
                .flags(flag);
    }

    private static Transfer.Builder post() {
        return settling(TransferFlags.POST_PENDING_TRANSFER);
    }

    private static Transfer.Builder voiding() {
        return settling(TransferFlags.VOID_PENDING_TRANSFER);
    }

    private static Account.Builder account() {
        return Account.builder().id(17).ledger(1).code(10);
    }

    private static @Nullable String check(AccessLimits limits, Transfer.Builder... transfers) {
        List<Transfer> events = new ArrayList<>();
        for (Transfer.Builder transfer : transfers) {
            events.add(transfer.build());
        }
        return AccessRules.check(limits, Operation.CREATE_TRANSFERS, EventEncoder.transfers(events), 0, events.size());
    }

    private static @Nullable String check(AccessLimits limits, Account.Builder account) {
        return AccessRules.check(
                limits, Operation.CREATE_ACCOUNTS, EventEncoder.accounts(List.of(account.build())), 0, 1);
    }

    private static @Nullable String check(AccessLimits limits, Operation operation, QueryFilter filter) {
        return AccessRules.check(limits, operation, EventEncoder.filter(filter), 0, 1);
    }

    @Test
    void shouldAllowEventsWithinAllLimits() {
        assertThat(check(ALL_LIMITED, transfer())).isNull();
        assertThat(check(ALL_LIMITED, transfer().ledger(2).code(20).amount(0))).isNull();
        assertThat(check(ALL_LIMITED, transfer().flags(TransferFlags.PENDING).timeout(9)))
                .isNull();
        assertThat(check(ALL_LIMITED, transfer().flags(TransferFlags.BALANCING_DEBIT)))
                .isNull();
        assertThat(check(ALL_LIMITED, transfer().flags(TransferFlags.IMPORTED).timestamp(9)))
                .isNull();
        assertThat(check(ALL_LIMITED, transfer().flags(TransferFlags.PENDING | TransferFlags.CLOSING_CREDIT)))
                .isNull();
        assertThat(check(ALL_LIMITED, post())).isNull();
        assertThat(check(ALL_LIMITED, post().amount(0))).isNull();
        assertThat(check(ALL_LIMITED, voiding())).isNull();
        assertThat(check(ALL_LIMITED, account())).isNull();
        assertThat(check(ALL_LIMITED, account().flags(AccountFlags.IMPORTED).timestamp(9)))
                .isNull();
        assertThat(check(ALL_LIMITED)).isNull();
    }

    @Test
    void shouldDenyOtherLedgers() {
        AccessLimits limits = SomeLimits.ledgers(2, 1, -1);
        String why = " has ledger 3, which " + SETTING + ".ledgers at the gateway does not allow: use one of 1, 2,"
                + " 4294967295, or change the setting";
        assertThat(check(limits, transfer().ledger(3))).isEqualTo("transfer 17 (event 0 of its batch)" + why);
        assertThat(check(limits, post().ledger(3))).isEqualTo("post 17 (event 0 of its batch)" + why);
        assertThat(check(limits, voiding().ledger(3))).isEqualTo("void 17 (event 0 of its batch)" + why);
        assertThat(check(limits, account().ledger(3))).isEqualTo("account 17 (event 0 of its batch)" + why);
        assertThat(check(limits, transfer().ledger(0))).contains("has ledger 0, which");
        assertThat(check(limits, account().ledger(0))).contains("has ledger 0, which");
        assertThat(check(limits, transfer().ledgerUnsigned(-2))).contains("has ledger 4294967294, which");
        assertThat(check(limits, transfer().ledgerUnsigned(-1))).isNull();
    }

    @Test
    void shouldDenyOtherCodes() {
        AccessLimits limits = SomeLimits.codes(20, 10, 65_535);
        String why = " (event 0 of its batch) has code 65534, which " + SETTING
                + ".codes at the gateway does not allow: use one of 10, 20, 65535, or change the setting";
        assertThat(check(limits, transfer().code(65_534))).isEqualTo("transfer 17" + why);
        assertThat(check(limits, post().code(65_534))).isEqualTo("post 17" + why);
        assertThat(check(limits, voiding().code(65_534))).isEqualTo("void 17" + why);
        assertThat(check(limits, account().code(65_534))).isEqualTo("account 17" + why);
        assertThat(check(limits, transfer().code(0))).contains("has code 0, which");
        assertThat(check(limits, account().code(65_535))).isNull();
    }

    @Test
    void shouldDenyGreaterAmounts() {
        AccessLimits limits = SomeLimits.amountMax(100);
        assertThat(check(limits, transfer().amount(101)))
                .isEqualTo("transfer 17 (event 0 of its batch) has the amount 101, above " + SETTING
                        + ".amount-max = 100 at the gateway: send at most 100 in a transfer, or change the setting");
        assertThat(check(limits, transfer().amount(UInt128.of(1, 0)))).contains("has the amount 18446744073709551616");
        assertThat(check(limits, transfer().amount(101).flags(TransferFlags.PENDING)))
                .contains("amount 101, above");
        assertThat(check(limits, post().amount(101))).contains("post 17", "amount 101, above");
        assertThat(check(limits, voiding().amount(101))).contains("void 17", "amount 101, above");
        assertThat(check(limits, account())).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                TransferFlags.BALANCING_DEBIT,
                TransferFlags.BALANCING_CREDIT,
                TransferFlags.BALANCING_DEBIT | TransferFlags.BALANCING_CREDIT,
                TransferFlags.BALANCING_DEBIT | TransferFlags.PENDING
            })
    void shouldDenyBalancingTransfersThatMayMoveMore(int flags) {
        AccessLimits limits = SomeLimits.amountMax(100);
        assertThat(check(limits, transfer().flags(flags).amount(101))).contains("may move any amount up to 101, above");
        assertThat(check(limits, transfer().flags(flags).amount(UInt128.MAX))).contains("up to " + UInt128.MAX);
        assertThat(check(limits, transfer().flags(flags).amount(100))).isNull();
        assertThat(check(limits, transfer().flags(flags).amount(0))).isNull();
    }

    @Test
    void shouldDemandThatPostsAndVoidsStateWhatIsLimited() {
        assertThat(check(SomeLimits.ledgers(1), post().ledger(0)))
                .isEqualTo("post 17 (event 0 of its batch) states no ledger, which " + SETTING
                        + ".ledgers at the gateway demands: set the ledger of the pending transfer");
        assertThat(check(SomeLimits.ledgers(1), voiding().ledger(0))).contains("void 17", "states no ledger");
        assertThat(check(SomeLimits.codes(10), post().code(0)))
                .isEqualTo("post 17 (event 0 of its batch) states no code, which " + SETTING
                        + ".codes at the gateway demands: set the code of the pending transfer");
        assertThat(check(SomeLimits.codes(10), voiding().code(0))).contains("void 17", "states no code");
        assertThat(check(SomeLimits.amountMax(100), post().amount(UInt128.MAX)))
                .isEqualTo("post 17 (event 0 of its batch) states no amount, which " + SETTING
                        + ".amount-max at the gateway demands: set the amount to post instead of 2^128 - 1");
        assertThat(check(SomeLimits.amountMax(100), voiding().amount(0)))
                .isEqualTo("void 17 (event 0 of its batch) states no amount, which " + SETTING
                        + ".amount-max at the gateway demands: set the amount of the pending transfer");
    }

    @Test
    void shouldNotDemandWhatIsNotLimited() {
        Transfer.Builder post = post().ledger(0).code(0).amount(UInt128.MAX);
        Transfer.Builder voiding = voiding().ledger(0).code(0).amount(0);
        assertThat(check(AccessLimits.NONE, post, voiding)).isNull();
        assertThat(check(SomeLimits.ledgers(1), post.ledger(1), voiding.ledger(1)))
                .isNull();
        assertThat(check(
                        SomeLimits.codes(10),
                        post.ledger(0).code(10),
                        voiding.ledger(0).code(10)))
                .isNull();
        assertThat(check(
                        SomeLimits.amountMax(100),
                        post.code(0).amount(1),
                        voiding.code(0).amount(1)))
                .isNull();
    }

    @Test
    void shouldApplyTheRulesOfBothIfAnEventPostsAndVoids() {
        int both = TransferFlags.POST_PENDING_TRANSFER | TransferFlags.VOID_PENDING_TRANSFER;
        assertThat(check(SomeLimits.amountMax(100), settling(both).amount(0))).contains("states no amount");
        assertThat(check(SomeLimits.amountMax(100), settling(both).amount(UInt128.MAX)))
                .contains("states no amount");
    }

    @Test
    void shouldDenyFlagsThatItDoesNotKnow() {
        for (int unknown : new int[] {0x200, 0x8000}) {
            int flags = unknown | TransferFlags.PENDING;
            assertThat(check(SomeLimits.codes(10), transfer().flags(flags)))
                    .isEqualTo("transfer 17 (event 0 of its batch) has flags that the gateway does not know, 0x"
                            + Integer.toHexString(unknown) + ", so that it cannot check " + SETTING
                            + ": remove them");
            assertThat(check(AccessLimits.NONE, transfer().flags(flags))).isNull();
        }
        assertThat(check(SomeLimits.codes(10), account().flags(0x40))).contains("account 17", "0x40");
        assertThat(check(SomeLimits.codes(10), transfer().flags(0x1ff & ~0xc))).isNull();
        assertThat(check(SomeLimits.codes(10), account().flags(0x3f))).isNull();
    }

    @Test
    void shouldDenyImportedPostsAndVoidsToCallersWithLimits() {
        for (AccessLimits limits : List.of(SomeLimits.ledgers(1), SomeLimits.codes(10), SomeLimits.amountMax(100))) {
            assertThat(check(limits, settling(TransferFlags.POST_PENDING_TRANSFER | TransferFlags.IMPORTED)))
                    .contains("post 17 (event 0 of its batch) is an imported post or void");
            assertThat(check(limits, settling(TransferFlags.VOID_PENDING_TRANSFER | TransferFlags.IMPORTED)))
                    .contains("void 17 (event 0 of its batch) is an imported post or void");
        }
        assertThat(check(AccessLimits.NONE, settling(TransferFlags.POST_PENDING_TRANSFER | TransferFlags.IMPORTED)))
                .isNull();
    }

    @Test
    void shouldNameTheFirstEventThatIsNotAllowed() {
        assertThat(check(
                        SomeLimits.codes(10),
                        transfer().flags(TransferFlags.LINKED),
                        transfer().id(UInt128.of(1, 5)).code(11),
                        transfer().id(19).code(12)))
                .startsWith("transfer 18446744073709551621 (event 1 of its batch) has code 11");
    }

    @Test
    void shouldListAFewOfManyNumbers() {
        Integer[] codes = IntStream.rangeClosed(1, 12).boxed().toArray(Integer[]::new);
        assertThat(check(SomeLimits.codes(codes), transfer().code(99)))
                .contains("use one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more, or change the setting");
    }

    @Test
    void shouldCheckTheEventsFromTheirOffsetOnAndNoOthers() {
        ByteBuffer events = EventEncoder.transfers(List.of(
                transfer().code(1).build(),
                transfer().build(),
                transfer().build(),
                transfer().id(4).code(2).build()));
        assertThat(AccessRules.check(SomeLimits.codes(10), Operation.CREATE_TRANSFERS, events, TransferCodec.SIZE, 2))
                .isNull();
        assertThat(AccessRules.check(SomeLimits.codes(10), Operation.CREATE_TRANSFERS, events, TransferCodec.SIZE, 3))
                .startsWith("transfer 4 (event 2 of its batch) has code 2");
        assertThat(events.position()).isZero();
    }

    @Test
    void shouldDenyCreatesToCallersThatMayOnlyRead() {
        assertThat(check(SomeLimits.readOnly(), transfer()))
                .isEqualTo("create_transfers is refused, because this node may only read: set " + SETTING
                        + ".read-only = off at the gateway to allow it");
        assertThat(check(SomeLimits.readOnly(), account())).startsWith("create_accounts is refused");
        assertThat(AccessRules.check(SomeLimits.readOnly(), Operation.CREATE_ACCOUNTS, Bytes.allocate(0), 0, 0))
                .isNotNull();
        AccessLimits alsoLimited = new AccessLimits(SETTING, Permission.READ, Set.of(1), Set.of(10), null);
        assertThat(check(alsoLimited, transfer())).startsWith("create_transfers is refused");
    }

    @Test
    void shouldNameTheNodeThatIsLimited() {
        String node = "shop@10.0.0.5:17355 with the roles web";
        assertThat(check(SomeLimits.readOnly().of(node), transfer()))
                .startsWith("create_transfers is refused, because the node " + node + " may only read: set");
        assertThat(check(SomeLimits.nothing().of(node), transfer()))
                .contains("names a role of the node " + node + ": give the node such a role");
        assertThat(check(SomeLimits.codes(10).of(node), transfer().code(1)))
                .endsWith("or change the setting; the limits hold for the node " + node);
        assertThat(check(SomeLimits.codes(10).of(node), transfer())).isNull();
        assertThat(AccessLimits.NONE.of(node)).isSameAs(AccessLimits.NONE);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void shouldServeTheOperationsOf017ByPermission(Operation operation) {
        int count = operation.kind() == Operation.Kind.QUERY ? 1 : 0;
        ByteBuffer events = Bytes.allocate(count * operation.eventSize());
        String write = AccessRules.check(AccessLimits.NONE, operation, events, 0, count);
        String read = AccessRules.check(SomeLimits.readOnly(), operation, events, 0, count);
        String nothing = AccessRules.check(SomeLimits.nothing(), operation, events, 0, count);
        if (operation.isCurrent()) {
            assertThat(write).isNull();
            assertThat(read == null).isEqualTo(!operation.isCreate());
            assertThat(nothing)
                    .isEqualTo("no entry of ledger-actors.gateway.access.limits at the gateway names a role of this"
                            + " node: give the node such a role, or set ledger-actors.gateway.access.otherwise = allow"
                            + " at the gateway");
        } else {
            assertThat(List.of(String.valueOf(write), String.valueOf(read), String.valueOf(nothing)))
                    .allMatch(why -> why.equals(
                            operation + " is not served by a gateway, because clients of 0.17 do" + " not send it"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"QUERY_ACCOUNTS", "QUERY_TRANSFERS"})
    void shouldDenyFiltersThatNameAnotherLedger(Operation operation) {
        QueryFilter other = QueryFilter.builder().ledger(3).build();
        assertThat(check(SomeLimits.ledgers(1, 2), operation, other))
                .isEqualTo("the filter (event 0 of its batch) has ledger 3, which " + SETTING
                        + ".ledgers at the gateway does not allow: use one of 1, 2, or change the setting");
        assertThat(check(
                        SomeLimits.ledgers(1, 2),
                        operation,
                        other.toBuilder().ledger(2).build()))
                .isNull();
        assertThat(check(
                        SomeLimits.ledgers(1, 2),
                        operation,
                        other.toBuilder().ledger(0).build()))
                .isNull();
        AccessLimits others = SomeLimits.of(Set.of(), Set.of(10), UInt128.of(1));
        assertThat(check(others, operation, other.toBuilder().code(11).build())).isNull();
    }

    @Test
    void shouldCheckEachBatchOfARequest() {
        List<ByteBuffer> batches = List.of(
                EventEncoder.transfers(List.of(transfer().build())),
                EventEncoder.transfers(
                        List.of(transfer().build(), transfer().code(1).build())),
                EventEncoder.transfers(List.of()),
                EventEncoder.transfers(List.of(transfer().code(2).build())));
        ByteBuffer body = BatchedBody.write(Operation.CREATE_TRANSFERS, batches, TransferCodec.SIZE);
        Map<Integer, String> denials =
                AccessRules.checkRequest(SomeLimits.codes(10), Operation.CREATE_TRANSFERS, body, 10_000);
        assertThat(denials.keySet()).containsExactly(1, 3);
        assertThat(denials.get(1)).startsWith("transfer 17 (event 1 of its batch) has code 1,");
        assertThat(denials.get(3)).startsWith("transfer 17 (event 0 of its batch) has code 2,");
        assertThat(AccessRules.checkRequest(AccessLimits.NONE, Operation.CREATE_TRANSFERS, body, 10_000))
                .isEmpty();
        assertThat(AccessRules.checkRequest(SomeLimits.nothing(), Operation.CREATE_TRANSFERS, body, 10_000))
                .hasSize(4);
        assertThat(AccessRules.checkRequest(
                        SomeLimits.readOnly(), Operation.GET_CHANGE_EVENTS, Bytes.allocate(64), 10_000))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.checkRequest(
                        AccessLimits.NONE, Operation.CREATE_TRANSFERS, Bytes.allocate(TransferCodec.SIZE), 10_000));
    }

    @Test
    void shouldNameNoMoreBatchesThanFitIntoAMessage() {
        List<ByteBuffer> batches = Collections.nCopies(
                100, EventEncoder.transfers(List.of(transfer().code(1).build())));
        ByteBuffer body = BatchedBody.write(Operation.CREATE_TRANSFERS, batches, TransferCodec.SIZE);
        AccessLimits limits = SomeLimits.codes(10);
        int length = String.valueOf(check(limits, transfer().code(1))).length();
        for (int named : new int[] {1, 2, 50, 100}) {
            assertThat(AccessRules.checkRequest(limits, Operation.CREATE_TRANSFERS, body, named * length))
                    .hasSize(named);
        }
        assertThat(AccessRules.checkRequest(limits, Operation.CREATE_TRANSFERS, body, 1))
                .containsOnlyKeys(0);
    }

    @Test
    void shouldRefuseToReadWhatIsNotThere() {
        ByteBuffer two =
                EventEncoder.transfers(List.of(transfer().build(), transfer().build()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.check(AccessLimits.NONE, Operation.CREATE_TRANSFERS, two, 0, 3))
                .withMessageContaining("3 events of CREATE_TRANSFERS from 0 on are not inside the 256 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.check(AccessLimits.NONE, Operation.CREATE_TRANSFERS, two, 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.check(AccessLimits.NONE, Operation.CREATE_TRANSFERS, two, -1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.check(AccessLimits.NONE, Operation.CREATE_TRANSFERS, two, 0, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.check(
                        AccessLimits.NONE,
                        Operation.CREATE_TRANSFERS,
                        two.duplicate().order(ByteOrder.BIG_ENDIAN),
                        0,
                        2))
                .withMessageContaining("little endian");
    }

    // The model sees records and says only yes or no.
    private static boolean isAllowed(AccessLimits limits, Transfer transfer) {
        boolean posts = (transfer.flags() & TransferFlags.POST_PENDING_TRANSFER) != 0;
        boolean voids = (transfer.flags() & TransferFlags.VOID_PENDING_TRANSFER) != 0;
        boolean isLimited = !limits.ledgers().isEmpty() || !limits.codes().isEmpty() || limits.amountMax() != null;
        boolean all =
                posts && transfer.amount().isMax() || voids && transfer.amount().isZero();
        boolean isKnown = transfer.flags() < 0x200 && !((posts || voids) && transfer.flags() >= 0x100);
        return (!isLimited || isKnown)
                && (limits.ledgers().isEmpty() || limits.ledgers().contains(transfer.ledger()))
                && (limits.codes().isEmpty() || limits.codes().contains(transfer.code()))
                && (limits.amountMax() == null || !all && transfer.amount().compareTo(limits.amountMax()) <= 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldAgreeWithTheModelAboutRandomTransfers(long seed) {
        Random random = new Random(seed);
        TreeMap<Boolean, Integer> seen = new TreeMap<>();
        for (int run = 0; run < 4_000; run++) {
            AccessLimits limits = randomLimits(random);
            List<Transfer> batch = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                batch.add(randomTransfer(random));
            }
            ByteBuffer events = EventEncoder.transfers(batch);
            String denial = AccessRules.check(limits, Operation.CREATE_TRANSFERS, events, 0, batch.size());
            boolean allowed = batch.stream().allMatch(transfer -> isAllowed(limits, transfer));
            assertThat(denial == null)
                    .as("%s under %s: %s", batch, limits, denial)
                    .isEqualTo(allowed);
            seen.merge(allowed, 1, Integer::sum);
        }
        assertThat(seen.get(true)).isGreaterThan(200);
        assertThat(seen.get(false)).isGreaterThan(200);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {6, 7, 8})
    void shouldAllowNoMoreUnderNarrowerLimits(long seed) {
        Random random = new Random(seed);
        List<UnaryOperator<AccessLimits>> wider = List.of(
                limits -> SomeLimits.of(Set.of(), limits.codes(), limits.amountMax()),
                limits -> SomeLimits.of(limits.ledgers(), Set.of(), limits.amountMax()),
                limits -> SomeLimits.of(limits.ledgers(), limits.codes(), null));
        for (int run = 0; run < 4_000; run++) {
            AccessLimits limits = randomLimits(random);
            Transfer.Builder transfer = randomTransfer(random).toBuilder();
            if (check(limits, transfer) == null) {
                for (UnaryOperator<AccessLimits> widen : wider) {
                    assertThat(check(widen.apply(limits), transfer)).isNull();
                }
            }
        }
    }

    private static AccessLimits randomLimits(Random random) {
        Set<Integer> ledgers = random.nextBoolean() ? Set.of() : Set.of(1, 2);
        Set<Integer> codes = random.nextBoolean() ? Set.of() : Set.of(1, 2);
        return SomeLimits.of(ledgers, codes, random.nextBoolean() ? null : UInt128.of(100));
    }

    private static Transfer randomTransfer(Random random) {
        UInt128[] amounts = {UInt128.ZERO, UInt128.of(99), UInt128.of(100), UInt128.of(101), UInt128.MAX};
        int flags = 1 << random.nextInt(10);
        flags |= 1 << random.nextInt(10);
        return transfer()
                .amount(amounts[random.nextInt(amounts.length)])
                .ledger(random.nextInt(4))
                .code(random.nextInt(4))
                .flags(random.nextInt(3) == 0 ? flags : flags & 0xff)
                .build();
    }
}
