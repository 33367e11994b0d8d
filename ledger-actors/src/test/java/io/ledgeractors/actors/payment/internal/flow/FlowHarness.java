package io.ledgeractors.actors.payment.internal.flow;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.payment.internal.stage.PaymentAttempt;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
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

/**
 * Runs a flow over a ledger that answers at once. Accounts 1, 2 and 3 have no limit. Account 4 has 100, and its debits
 * must not exceed its credits.
 */
final class FlowHarness {
    final VirtualLedger ledger;
    final List<PaymentOutcome> replies = new ArrayList<>();
    final List<PaymentEffect<String>> done = new ArrayList<>();
    final List<PaymentStep.Call> calls = new ArrayList<>();

    /** The result of the step; null if the step hangs. */
    PaymentStep.@Nullable Result step = PaymentStep.Result.capture();

    /** Selects the effects that are not carried out. */
    Predicate<PaymentEffect<String>> lost = effect -> false;

    PaymentFlow<String> flow = new PaymentFlow<>(SomePayments.ID, SomePayments.SETTINGS);
    long now = SomePayments.START;
    private final Deque<PaymentEffect<String>> open = new ArrayDeque<>();

    FlowHarness() {
        this(new VirtualLedger());
        List<Account> accounts = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            accounts.add(SomePayments.account(id, 1, 0));
        }
        accounts.add(SomePayments.account(4, 1, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS));
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

    /** Starts another process, which has only the ledger. */
    void restart() {
        flow = new PaymentFlow<>(SomePayments.ID, SomePayments.SETTINGS);
        open.clear();
    }

    /** Pays with a deadline in 60 s, and returns the outcome. */
    PaymentOutcome pay(Payment payment, int attempt) {
        return ask(new PaymentRequest.Pay<>(
                new PaymentAttempt(payment, attempt, now + 60 * SomePayments.SECOND), "caller"));
    }

    PaymentOutcome ask(PaymentRequest<String> request) {
        replies.clear();
        handle(request);
        return replies.get(0);
    }

    void handle(PaymentRequest<String> request) {
        run(flow.handle(request, now));
    }

    /** Moves the time to the end of the last timer. */
    void endTimer() {
        PaymentEffect.Timer<String> last = null;
        for (PaymentEffect<String> effect : done) {
            last = effect instanceof PaymentEffect.Timer<String> timer ? timer : last;
        }
        if (last == null) {
            throw new AssertionError("there is no timer");
        }
        now += last.delay().toNanos();
        run(flow.timer(last.number(), now));
    }

    void stepEnds(PaymentStep.Result result) {
        PaymentEffect.CallStep<String> last = null;
        for (PaymentEffect<String> effect : done) {
            last = effect instanceof PaymentEffect.CallStep<String> call ? call : last;
        }
        if (last == null) {
            throw new AssertionError("no step was called");
        }
        run(flow.stepped(last.number(), result, now));
    }

    void run(List<PaymentEffect<String>> effects) {
        open.addAll(effects);
        while (!open.isEmpty()) {
            PaymentEffect<String> effect = open.remove();
            done.add(effect);
            if (!lost.test(effect)) {
                carryOut(effect);
            }
        }
    }

    private void carryOut(PaymentEffect<String> effect) {
        now += 1_000_000;
        if (effect instanceof PaymentEffect.Create<String> create) {
            LimitedGateway.assertTakes(create.transfers());
            open.addAll(flow.created(create.number(), ledger.create(create.transfers(), now), now));
        } else if (effect instanceof PaymentEffect.LookUp<String> lookUp) {
            open.addAll(flow.found(lookUp.number(), ledger.lookUp(lookUp.ids(), now), now));
        } else if (effect instanceof PaymentEffect.CallStep<String> call) {
            calls.add(call.call());
            PaymentStep.Result result = step;
            if (result != null) {
                open.addAll(flow.stepped(call.number(), result, now));
            }
        } else if (effect instanceof PaymentEffect.Tell<String> tell) {
            replies.add(tell.outcome());
        }
    }

    /** Lets the ledger execute an effect and loses its answer. */
    void loseAnswer(PaymentEffect.Create<String> create) {
        ledger.create(create.transfers(), now);
        run(flow.created(create.number(), new LedgerReply.Unknown<>(List.of(), "lost"), now));
    }

    Account account(long id) {
        return ledger.accounts(List.of(UInt128.of(id)), now).get(0);
    }

    List<Transfer> transfers(int attempt, PaymentPhase phase) {
        List<UInt128> ids = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            ids.add(SomePayments.ID.transferId(attempt, phase, number));
        }
        return ledger.lookUp(ids, now).results();
    }

    /** Scans as the scanner does, and returns the payments that it would resume. */
    List<PaymentId> scan() {
        ReserveScan scan = new ReserveScan(
                SomePayments.SETTINGS,
                now - SomePayments.SETTINGS.longestDeadline().toNanos());
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
