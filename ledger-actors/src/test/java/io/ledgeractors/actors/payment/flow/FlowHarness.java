package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A flow over a ledger that answers at once. Accounts 1, 2 and 3 have no limit, 4 must not owe and has 100. */
final class FlowHarness {
    final VirtualLedger ledger;
    final List<PaymentReply> replies = new ArrayList<>();
    final List<Effect<String>> done = new ArrayList<>();
    final List<PaymentStep.Call> calls = new ArrayList<>();

    /** Null: the step hangs. */
    PaymentStep.@Nullable Result step = PaymentStep.Result.capture();

    /** Effects that are not carried out. */
    Predicate<Effect<String>> lost = effect -> false;

    PaymentFlow<String> flow = new PaymentFlow<>(Some.ID, Some.SETTINGS);
    long now = Some.START;
    private final Deque<Effect<String>> open = new ArrayDeque<>();

    FlowHarness() {
        this(new VirtualLedger());
        List<Account> accounts = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            accounts.add(Some.account(id, 1, 0));
        }
        accounts.add(Some.account(4, 1, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS));
        ledger.createAccounts(accounts, now);
        ledger.create(
                List.of(Transfer.builder()
                        .id(UInt128.of(1))
                        .debitAccountId(UInt128.of(1))
                        .creditAccountId(UInt128.of(4))
                        .amount(UInt128.of(100))
                        .ledger(1)
                        .code(1)
                        .build()),
                now);
    }

    FlowHarness(VirtualLedger ledger) {
        this.ledger = ledger;
    }

    /** Another process: all but the ledger is gone. */
    void restart() {
        flow = new PaymentFlow<>(Some.ID, Some.SETTINGS);
        open.clear();
    }

    /** Pays with a deadline in 60 s, and returns the answer. */
    PaymentReply pay(Payment payment, int attempt) {
        return ask(new Request.Pay<>(new Job(payment, attempt, now + 60 * Some.SECOND), "caller"));
    }

    PaymentReply ask(Request<String> request) {
        replies.clear();
        handle(request);
        return replies.get(0);
    }

    void handle(Request<String> request) {
        run(flow.handle(request, now));
    }

    /** Lets the last timer end. */
    void endTimer() {
        Effect.Timer<String> last = null;
        for (Effect<String> effect : done) {
            last = effect instanceof Effect.Timer<String> timer ? timer : last;
        }
        if (last == null) {
            throw new AssertionError("there is no timer");
        }
        now += last.delay().toNanos();
        run(flow.timer(last.number(), now));
    }

    void stepEnds(PaymentStep.Result result) {
        Effect.CallStep<String> last = null;
        for (Effect<String> effect : done) {
            last = effect instanceof Effect.CallStep<String> call ? call : last;
        }
        if (last == null) {
            throw new AssertionError("no step was called");
        }
        run(flow.stepped(last.number(), result, now));
    }

    void run(List<Effect<String>> effects) {
        open.addAll(effects);
        while (!open.isEmpty()) {
            Effect<String> effect = open.remove();
            done.add(effect);
            if (!lost.test(effect)) {
                carryOut(effect);
            }
        }
    }

    private void carryOut(Effect<String> effect) {
        now += 1_000_000;
        if (effect instanceof Effect.Create<String> create) {
            open.addAll(flow.created(create.number(), ledger.create(create.transfers(), now), now));
        } else if (effect instanceof Effect.LookUp<String> lookUp) {
            open.addAll(flow.found(lookUp.number(), ledger.lookUp(lookUp.ids(), now), now));
        } else if (effect instanceof Effect.CallStep<String> call) {
            calls.add(call.call());
            PaymentStep.Result result = step;
            if (result != null) {
                open.addAll(flow.stepped(call.number(), result, now));
            }
        } else if (effect instanceof Effect.Tell<String> tell) {
            replies.add(tell.reply());
        }
    }

    /** Executed by the ledger, but the answer is lost. */
    void loseAnswer(Effect.Create<String> create) {
        ledger.create(create.transfers(), now);
        run(flow.created(create.number(), new LedgerReply.Unknown<>(List.of(), "lost"), now));
    }

    Account account(long id) {
        return ledger.accounts(List.of(UInt128.of(id)), now).get(0);
    }

    List<Transfer> transfers(int attempt, PaymentPhase phase) {
        List<UInt128> ids = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            ids.add(Some.ID.transferId(attempt, phase, number));
        }
        return ledger.lookUp(ids, now).results();
    }

    /** What the scanner does. */
    List<PaymentId> scan() {
        ReserveScan scan = new ReserveScan(
                Some.SETTINGS, now - Some.SETTINGS.longestDeadline().toNanos());
        List<PaymentId> found = new ArrayList<>();
        while (!scan.isDone()) {
            LedgerReply.Results<Transfer> page = ledger.query(scan.query(), now);
            List<UInt128> ends = scan.page(page.results(), page.timestamp());
            found.addAll(scan.open(
                    ends.isEmpty() ? List.of() : ledger.lookUp(ends, now).results()));
        }
        return found;
    }
}
