package io.ledgeractors.actors.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.naive.AccountEvent;
import io.ledgeractors.tck.naive.NaiveLedger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs each recipe on the naive ledger of ledger-tck. */
class RecipesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final UInt128 BANK = UInt128.of(1);
    private static final UInt128 ALICE = UInt128.of(2);
    private static final UInt128 BOB = UInt128.of(3);
    private static final UInt128 CAROL = UInt128.of(4);
    private static final UInt128 NO_DEBIT = UInt128.of(5);
    private static final UInt128 NO_CREDIT = UInt128.of(6);
    private static final UInt128 FOREIGN = UInt128.of(7);
    private static final UInt128 FOREIGN_LIQUIDITY = UInt128.of(8);

    private final NaiveLedger ledger = new NaiveLedger();
    private long now = 1_767_225_600_000_000_000L;
    private long nextId = 1_000;

    @BeforeEach
    void open() {
        account(BANK, 1, 0);
        account(ALICE, 1, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS);
        account(BOB, 1, 0);
        account(CAROL, 1, 0);
        account(NO_DEBIT, 1, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS);
        account(NO_CREDIT, 1, AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS);
        account(FOREIGN, 2, 0);
        account(FOREIGN_LIQUIDITY, 2, 0);
        expectCreated(List.of(transfer(BANK, ALICE, 100)));
    }

    private void account(UInt128 id, int book, int flags) {
        now += SECOND;
        Account account =
                Account.builder().id(id).ledger(book).code(1).flags(flags).build();
        ledger.createAccounts(now, List.of(new AccountEvent(account, 0)));
    }

    private UInt128 id() {
        nextId++;
        return UInt128.of(nextId);
    }

    private Transfer transfer(UInt128 debit, UInt128 credit, long amount) {
        return Transfer.builder()
                .id(id())
                .debitAccountId(debit)
                .creditAccountId(credit)
                .amount(UInt128.of(amount))
                .ledger(1)
                .code(1)
                .build();
    }

    private List<CreateTransferStatus> create(List<Transfer> transfers) {
        now += SECOND;
        while (ledger.nextExpiry() <= now) {
            ledger.pulse(now, 100);
            now += SECOND;
        }
        return ledger.createTransfers(now, transfers).stream()
                .map(CreateTransferResult::status)
                .toList();
    }

    private void expectCreated(List<Transfer> transfers) {
        assertThat(create(transfers)).containsOnly(CreateTransferStatus.Created);
    }

    private long balance(UInt128 id) {
        Account account = ledger.lookupAccounts(List.of(id)).get(0);
        assertThat(account.debitsPending()).isEqualTo(UInt128.ZERO);
        assertThat(account.creditsPending()).isEqualTo(UInt128.ZERO);
        return account.creditsPosted().low() - account.debitsPosted().low();
    }

    @Test
    void shouldExchangeCurrenciesWithAndWithoutAFee() {
        CurrencyExchange exchange = new CurrencyExchange(CAROL, 1, FOREIGN_LIQUIDITY, 2, 1);
        expectCreated(exchange.transfers(this::id, ALICE, UInt128.of(50), FOREIGN, UInt128.of(45)));
        expectCreated(
                exchange.transfers(this::id, ALICE, UInt128.of(20), FOREIGN, UInt128.of(18), BANK, UInt128.of(1)));
        assertThat(balance(FOREIGN)).isEqualTo(63);
        assertThat(balance(ALICE)).isEqualTo(29);
        assertThat(create(exchange.transfers(this::id, ALICE, UInt128.of(50), FOREIGN, UInt128.of(45))))
                .containsExactly(CreateTransferStatus.ExceedsCredits, CreateTransferStatus.LinkedEventFailed);
        assertThat(balance(FOREIGN)).isEqualTo(63);
    }

    @Test
    void shouldPayFromManyToManyThroughAControlAccount() {
        Map<UInt128, UInt128> debits = new TreeMap<>(Map.of(ALICE, UInt128.of(60), BANK, UInt128.of(20)));
        Map<UInt128, UInt128> credits = new TreeMap<>(Map.of(BOB, UInt128.of(30), CAROL, UInt128.of(50)));
        Transfer like = transfer(ALICE, BOB, 0);
        expectCreated(MultiDebitCredit.transfers(like, this::id, debits, NO_DEBIT, credits));
        assertThat(balance(BOB)).isEqualTo(30);
        assertThat(balance(CAROL)).isEqualTo(50);
        assertThat(balance(NO_DEBIT)).isZero();
        assertThat(create(MultiDebitCredit.transfers(like, this::id, debits, NO_DEBIT, credits)))
                .contains(CreateTransferStatus.ExceedsCredits)
                .doesNotContain(CreateTransferStatus.Created);
        credits.put(BOB, UInt128.of(31));
        assertThatThrownBy(() -> MultiDebitCredit.transfers(like, this::id, debits, NO_DEBIT, credits))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefusePaymentsOfManyThatCannotBe() {
        Transfer like = transfer(ALICE, BOB, 0);
        Map<UInt128, UInt128> huge = Map.of(ALICE, UInt128.MAX, BANK, UInt128.of(1));
        assertThatThrownBy(() -> MultiDebitCredit.transfers(like, this::id, huge, NO_DEBIT, huge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("debits are 2^128 or more");
        assertThatThrownBy(() -> MultiDebitCredit.transfers(like, this::id, Map.of(), NO_DEBIT, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        Map<UInt128, UInt128> control = Map.of(NO_DEBIT, UInt128.of(1));
        assertThatThrownBy(() -> MultiDebitCredit.transfers(like, this::id, control, NO_DEBIT, control))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("control account");
    }

    @Test
    void shouldMakeTheSameChainFromTheSameIdsWhateverTheOrderOfTheMaps() {
        Transfer like = transfer(ALICE, BOB, 0);
        Map<UInt128, UInt128> upwards = new LinkedHashMap<>();
        Map<UInt128, UInt128> downwards = new LinkedHashMap<>();
        for (int i = 1; i <= 9; i++) {
            upwards.put(UInt128.of(100 + i), UInt128.of(i));
            downwards.put(UInt128.of(110 - i), UInt128.of(10 - i));
        }
        long ids = nextId;
        List<Transfer> chain = MultiDebitCredit.transfers(like, this::id, upwards, NO_DEBIT, downwards);
        nextId = ids;
        assertThat(MultiDebitCredit.transfers(like, this::id, downwards, NO_DEBIT, upwards))
                .isEqualTo(chain);
    }

    @Test
    void shouldTakeATransferFromTheLedgerAsAModel() {
        Transfer payment = transfer(ALICE, BOB, 10);
        expectCreated(List.of(payment));
        Transfer like = ledger.lookupTransfers(List.of(payment.id())).get(0);
        expectCreated(ClosingAccounts.ofCreditBalance(like, this::id, ALICE, BANK));
        expectCreated(MultiDebitCredit.transfers(
                like, this::id, Map.of(BOB, UInt128.of(3)), NO_DEBIT, Map.of(CAROL, UInt128.of(3))));
    }

    @Test
    void shouldRefuseAChainOfNothing() {
        assertThatThrownBy(() -> Transfer.chain()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldEmptyCloseAndReopenAnAccount() {
        List<Transfer> closing = ClosingAccounts.ofCreditBalance(transfer(BANK, BOB, 0), this::id, ALICE, BANK);
        expectCreated(closing);
        assertThat(balance(ALICE)).isZero();
        assertThat(create(List.of(transfer(BANK, ALICE, 1))))
                .containsExactly(CreateTransferStatus.CreditAccountAlreadyClosed);
        expectCreated(List.of(ClosingAccounts.reopening(id(), closing.get(1).id())));
        expectCreated(List.of(transfer(BANK, ALICE, 1)));
        expectCreated(List.of(transfer(BOB, CAROL, 7)));
        expectCreated(ClosingAccounts.ofDebitBalance(transfer(BANK, BOB, 0), this::id, BOB, BANK));
        assertThat(balance(BOB)).isZero();
        assertThat(create(List.of(transfer(BOB, CAROL, 1))))
                .containsExactly(CreateTransferStatus.DebitAccountAlreadyClosed);
    }

    @Test
    void shouldTransferOnlyIfThereIsEnough() {
        expectCreated(BalanceConditional.transfers(transfer(ALICE, BOB, 1), this::id, UInt128.of(100), CAROL));
        assertThat(balance(BOB)).isEqualTo(1);
        assertThat(balance(CAROL)).isZero();
        assertThat(create(BalanceConditional.transfers(transfer(ALICE, BOB, 1), this::id, UInt128.of(100), CAROL)))
                .first()
                .isEqualTo(CreateTransferStatus.ExceedsCredits);
        assertThat(balance(BOB)).isEqualTo(1);
    }

    @Test
    void shouldKeepAnInvariantForOneTransferOnly() {
        expectCreated(List.of(transfer(BOB, CAROL, 10)));
        expectCreated(BalanceInvariant.creditsMustNotExceedDebits(transfer(BANK, BOB, 10), this::id, NO_CREDIT));
        assertThat(create(BalanceInvariant.creditsMustNotExceedDebits(transfer(BANK, BOB, 1), this::id, NO_CREDIT)))
                .containsExactly(
                        CreateTransferStatus.LinkedEventFailed,
                        CreateTransferStatus.ExceedsDebits,
                        CreateTransferStatus.LinkedEventFailed);
        expectCreated(List.of(transfer(BANK, BOB, 5)));
        expectCreated(BalanceInvariant.debitsMustNotExceedCredits(transfer(BOB, CAROL, 5), this::id, NO_DEBIT));
        assertThat(create(BalanceInvariant.debitsMustNotExceedCredits(transfer(BOB, CAROL, 1), this::id, NO_DEBIT)))
                .containsExactly(
                        CreateTransferStatus.LinkedEventFailed,
                        CreateTransferStatus.ExceedsCredits,
                        CreateTransferStatus.LinkedEventFailed);
        assertThat(balance(BOB)).isZero();
    }

    @Test
    void shouldBoundABalanceFromAbove() {
        BalanceBounds bounds = new BalanceBounds(NO_CREDIT, CAROL);
        expectCreated(bounds.transfers(transfer(BANK, BOB, 150), this::id, UInt128.of(150)));
        assertThat(balance(BOB)).isEqualTo(150);
        assertThat(create(bounds.transfers(transfer(BANK, BOB, 1), this::id, UInt128.of(150))))
                .containsExactly(
                        CreateTransferStatus.LinkedEventFailed,
                        CreateTransferStatus.LinkedEventFailed,
                        CreateTransferStatus.LinkedEventFailed,
                        CreateTransferStatus.ExceedsDebits,
                        CreateTransferStatus.LinkedEventFailed);
        assertThat(balance(BOB)).isEqualTo(150);
        assertThat(balance(NO_CREDIT)).isZero();
        assertThat(balance(CAROL)).isZero();
    }

    @Test
    void shouldUndoATransferAndTellWhich() {
        Transfer wrong = transfer(ALICE, BOB, 30);
        expectCreated(List.of(wrong));
        Transfer correction = CorrectingTransfers.undoing(wrong, id(), UInt128.of(30), 9);
        expectCreated(List.of(correction));
        assertThat(balance(ALICE)).isEqualTo(100);
        assertThat(correction.userData128()).isEqualTo(wrong.id());
        assertThatThrownBy(() -> CorrectingTransfers.undoing(wrong, id(), UInt128.of(31), 9))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        CorrectingTransfers.undoing(wrong.toBuilder().flags(2).build(), id(), UInt128.of(1), 9))
                .hasMessageContaining("void it");
    }

    @Test
    void shouldUndoOnlyWhatHasMoved() {
        Transfer hold = transfer(ALICE, BOB, 30).toBuilder()
                .flags(TransferFlags.PENDING)
                .build();
        Transfer end = Transfer.voidOf(id(), hold.id());
        expectCreated(List.of(hold, end));
        Transfer stored = ledger.lookupTransfers(List.of(end.id())).get(0);
        assertThatThrownBy(() -> CorrectingTransfers.undoing(stored, id(), UInt128.of(30), 9))
                .hasMessageContaining("is a void");

        Transfer cut = transfer(ALICE, BOB, 500).toBuilder()
                .flags(TransferFlags.BALANCING_DEBIT)
                .build();
        expectCreated(List.of(cut));
        assertThatThrownBy(() -> CorrectingTransfers.undoing(cut, id(), UInt128.of(500), 9))
                .hasMessageContaining("look it up first");
        Transfer moved = ledger.lookupTransfers(List.of(cut.id())).get(0);
        expectCreated(List.of(CorrectingTransfers.undoing(moved, id(), moved.amount(), 9)));
        assertThat(balance(ALICE)).isEqualTo(100);
    }

    @Test
    void shouldUndoAPostByWhatItHasPosted() {
        Transfer hold = transfer(ALICE, BOB, 30).toBuilder()
                .flags(TransferFlags.PENDING)
                .build();
        Transfer post = Transfer.builder()
                .id(id())
                .pendingId(hold.id())
                .amount(UInt128.of(20))
                .flags(TransferFlags.POST_PENDING_TRANSFER)
                .build();
        expectCreated(List.of(hold, post));
        assertThatThrownBy(() -> CorrectingTransfers.undoing(post, id(), UInt128.of(20), 9))
                .hasMessageContaining("look it up first");
        Transfer moved = ledger.lookupTransfers(List.of(post.id())).get(0);
        expectCreated(List.of(CorrectingTransfers.undoing(moved, id(), UInt128.of(20), 9)));
        assertThat(balance(ALICE)).isEqualTo(100);
    }

    @Test
    void shouldLimitARateAndForgetOldUses() {
        RateLimit limit = new RateLimit(BANK, 1, 1, 60);
        expectCreated(List.of(limit.filling(id(), NO_DEBIT, UInt128.of(3))));
        for (int i = 0; i < 3; i++) {
            expectCreated(List.of(limit.using(id(), NO_DEBIT, UInt128.of(1))));
        }
        assertThat(create(List.of(limit.using(id(), NO_DEBIT, UInt128.of(1)))))
                .containsExactly(CreateTransferStatus.ExceedsCredits);
        now += 60 * SECOND;
        expectCreated(List.of(limit.using(id(), NO_DEBIT, UInt128.of(3))));
        assertThatThrownBy(() -> new RateLimit(BANK, 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
