package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.batcher.Refusal;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Payments in virtual time on one thread: callers that pay, ask twice, change their minds and die; two nodes with flows
 * that are killed at any moment, sometimes both with the same payment; a batcher that refuses, loses answers and lets
 * copies come late; a ledger that is away for a while. The rules are the real ones, the ledger is the embedded state
 * machine. At the end everything that anybody was told is compared with what the ledger holds.
 */
final class PaymentSimulation {
    private static final long MILLI = 1_000_000L;
    private static final int NODES = 2;
    private static final int ACCOUNTS = 12;
    private static final int POOR = 4;
    private static final long FUNDS = 100_000;

    private interface Execution<R> {
        LedgerReply<R> apply(long at);
    }

    private record Event(long time, long order, Runnable action) {}

    private record Told(int caller, Job job, PaymentReply reply) {}

    private record FlowKey(int node, PaymentId id) {}

    /** Who asked: a caller of a payment, and its ask. */
    private record Asker(int caller, long ask) {}

    private final long seed;
    private final Random random;
    private final VirtualLedger ledger = new VirtualLedger();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::order));
    private final Map<FlowKey, PaymentFlow<Asker>> flows = new HashMap<>();
    private final List<Payment> payments = new ArrayList<>();
    private final Map<Integer, List<Told>> told = new HashMap<>();
    private final Map<Long, Consumer<PaymentReply>> asks = new HashMap<>();
    private final Map<String, Integer> counts;
    private final double faults;
    private final double crashes;
    private long now = Some.START;
    private long order;
    private long awayUntil;

    private PaymentSimulation(long seed, Map<String, Integer> counts) {
        this.seed = seed;
        this.random = new Random(seed);
        this.counts = counts;
        this.faults = random.nextInt(4) * 0.08;
        this.crashes = random.nextInt(4) * 0.05;
    }

    /**
     * Runs so many payments.
     *
     * @param counts counts what came up
     */
    static void run(long seed, int payments, Map<String, Integer> counts) {
        new PaymentSimulation(seed, counts).run(payments);
    }

    private void run(int number) {
        openAccounts();
        PaymentIdGenerator ids = new PaymentIdGenerator(() -> now / MILLI, random);
        for (int i = 0; i < number; i++) {
            payments.add(payment(ids.next()));
            int caller = i;
            long begin = now + random.nextInt(60_000) * MILLI;
            at(begin, () -> startCaller(caller, false));
            if (random.nextInt(4) == 0) {
                at(
                        begin + random.nextInt(random.nextBoolean() ? 500 : 30_000) * MILLI,
                        () -> startCaller(caller, true));
            }
        }
        for (int i = 0; i < 10; i++) {
            at(now + random.nextInt(90_000) * MILLI, this::crashNode);
            at(now + random.nextInt(90_000) * MILLI, () -> awayUntil = now + random.nextInt(8_000) * MILLI);
        }
        drain();
        now += Some.SETTINGS.longestDeadline().toNanos();
        ledger.expire(now);
        new Verdict().check();
    }

    // ---- the world

    private void openAccounts() {
        List<Account> accounts = new ArrayList<>();
        accounts.add(Some.account(1_000, 1, 0));
        accounts.add(Some.account(2_000, 2, 0));
        for (int i = 1; i <= ACCOUNTS; i++) {
            int flags = i <= POOR ? AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS : 0;
            accounts.add(Some.account(i, i % 2 + 1, flags));
        }
        ledger.createAccounts(accounts, now);
        List<Transfer> funding = new ArrayList<>();
        for (int i = 1; i <= ACCOUNTS; i++) {
            funding.add(Transfer.builder()
                    .id(UInt128.of(i))
                    .debitAccountId(UInt128.of(1_000L * (i % 2 + 1)))
                    .creditAccountId(UInt128.of(i))
                    .amount(UInt128.of(i <= POOR ? 2_000 : FUNDS))
                    .ledger(i % 2 + 1)
                    .code(1)
                    .build());
        }
        ledger.create(funding, now);
    }

    private Payment payment(PaymentId id) {
        List<Leg> legs = new ArrayList<>();
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 1;
        for (int i = 0; i < count; i++) {
            int debit = 1 + random.nextInt(ACCOUNTS);
            int credit = 1 + (debit - 1 + 2 * (1 + random.nextInt(ACCOUNTS / 2 - 1))) % ACCOUNTS;
            credit = random.nextInt(50) == 0 ? 999 : credit;
            UInt128 amount = random.nextInt(100) == 0
                    ? UInt128.of(-1L, -1L - random.nextInt(3))
                    : UInt128.of(random.nextInt(500));
            legs.add(new Leg(UInt128.of(debit), UInt128.of(credit), amount, debit % 2 + 1));
        }
        return new Payment(id, legs, random.nextInt(6) != 0, UInt128.of(random.nextInt(3)), random.nextInt(3));
    }

    private void at(long time, Runnable action) {
        events.add(new Event(Math.max(time, now), order++, action));
    }

    private void drain() {
        while (!events.isEmpty()) {
            Event event = events.remove();
            now = event.time();
            event.action().run();
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    // ---- callers

    private void startCaller(int caller, boolean isOther) {
        Payment payment = payments.get(caller);
        if (isOther && random.nextInt(3) == 0) {
            Leg first = payment.legs().get(0);
            List<Leg> legs = new ArrayList<>(payment.legs());
            legs.set(
                    0,
                    new Leg(
                            first.debitAccountId(),
                            first.creditAccountId(),
                            first.amount().minus(UInt128.ZERO),
                            1));
            legs.add(Some.leg(2, 4, 1));
            payment = new Payment(payment.id(), legs, payment.isTwoPhase(), UInt128.ZERO, 0);
        }
        long deadline = now + (500 + random.nextInt(20_000)) * MILLI;
        // Some do not wait for the end of an attempt before they begin the next.
        int attempt = isOther ? random.nextInt(3) : 0;
        pay(caller, new Job(payment, attempt, deadline), 0);
    }

    private void pay(int caller, Job job, int tries) {
        if (random.nextInt(20) == 0 || tries > 12) {
            count("caller died");
            return;
        }
        ask(
                caller,
                job,
                asker -> new Request.Pay<>(job, asker),
                reply -> paid(caller, job, tries, reply),
                () -> pay(caller, later(job), tries + 1));
    }

    private Job later(Job job) {
        return new Job(job.payment(), job.attempt(), Math.max(job.deadline(), now + 2_000 * MILLI));
    }

    private void paid(int caller, Job job, int tries, PaymentReply reply) {
        told.computeIfAbsent(caller, none -> new ArrayList<>()).add(new Told(caller, job, reply));
        count(reply.getClass().getSimpleName());
        if (reply instanceof PaymentReply.Refused refused) {
            count(refused.reason().name());
            if (random.nextInt(3) == 0 && job.attempt() < 5) {
                long deadline = now + (500 + random.nextInt(20_000)) * MILLI;
                pay(caller, new Job(job.payment(), job.attempt() + 1, deadline), 0);
            }
        } else if (reply instanceof PaymentReply.Undecided) {
            at(now + random.nextInt(3_000) * MILLI, () -> pay(caller, later(job), tries + 1));
        } else if (reply instanceof PaymentReply.Paid) {
            count("paid by attempt " + ((PaymentReply.Paid) reply).attempt());
            afterwards(caller, job);
        }
    }

    private void afterwards(int caller, Job job) {
        if (random.nextInt(3) == 0) {
            for (int i = 0, n = 0; i < 3; i++, n += 1 + random.nextInt(3)) {
                int number = n;
                int leg = random.nextInt(job.payment().legs().size());
                Refund refund = Refund.of(number, leg, UInt128.of(random.nextInt(300)));
                at(now + random.nextInt(2_000) * MILLI, () -> giveBack(caller, job, refund, 0));
            }
        }
        if (random.nextInt(3) == 0) {
            ask(caller, job, Request.Get::new, reply -> told(caller, job, reply), () -> {});
        }
    }

    private void giveBack(int caller, Job job, Refund refund, int tries) {
        if (tries < 6) {
            ask(
                    caller,
                    job,
                    asker -> new Request.GiveBack<>(refund, asker),
                    reply -> told(caller, job, reply),
                    () -> giveBack(caller, job, refund, tries + 1));
        }
    }

    private void told(int caller, Job job, PaymentReply reply) {
        told.computeIfAbsent(caller, none -> new ArrayList<>()).add(new Told(caller, job, reply));
        count(reply.getClass().getSimpleName());
    }

    private void ask(
            int caller,
            Job job,
            Function<Asker, Request<Asker>> request,
            Consumer<PaymentReply> answered,
            Runnable late) {
        Asker asker = new Asker(caller, order++);
        asks.put(asker.ask(), answered);
        at(now + random.nextInt(20) * MILLI, () -> deliver(node(), job.payment().id(), request.apply(asker)));
        at(now + 40_000 * MILLI, () -> {
            if (asks.remove(asker.ask()) != null) {
                late.run();
            }
        });
    }

    private int node() {
        return random.nextInt(20) == 0 ? 1 : 0;
    }

    // ---- nodes

    private void deliver(int node, PaymentId id, Request<Asker> request) {
        PaymentFlow<Asker> flow =
                flows.computeIfAbsent(new FlowKey(node, id), key -> new PaymentFlow<>(id, Some.SETTINGS));
        carryOut(node, flow, flow.handle(request, now));
    }

    private void crashNode() {
        count("node crashed");
        int node = random.nextInt(NODES);
        flows.keySet().removeIf(key -> key.node() == node);
        scan();
        at(now + Some.SETTINGS.scanAgainAfter().toNanos(), this::scan);
    }

    private void scan() {
        ReserveScan scan = new ReserveScan(
                Some.SETTINGS, now - Some.SETTINGS.longestDeadline().toNanos());
        while (!scan.isDone()) {
            LedgerReply.Results<Transfer> page = ledger.query(scan.query(), now);
            List<UInt128> ends = scan.page(page.results(), page.timestamp());
            for (PaymentId id : scan.open(
                    ends.isEmpty() ? List.of() : ledger.lookUp(ends, now).results())) {
                count("resumed");
                at(now + random.nextInt(20) * MILLI, () -> deliver(0, id, new Request.Resume<>()));
            }
        }
    }

    private boolean isAlive(PaymentFlow<Asker> flow) {
        return flows.get(new FlowKey(0, flow.id())) == flow || flows.get(new FlowKey(1, flow.id())) == flow;
    }

    private void carryOut(int node, PaymentFlow<Asker> flow, List<Effect<Asker>> effects) {
        for (Effect<Asker> effect : effects) {
            carryOut(node, flow, effect);
            if (random.nextDouble() < crashes / 10) {
                count("flow crashed");
                flows.values().remove(flow);
                at(now + random.nextInt(5_000) * MILLI, this::scan);
                return;
            }
        }
    }

    private void carryOut(int node, PaymentFlow<Asker> flow, Effect<Asker> effect) {
        if (effect instanceof Effect.Tell<Asker> tell) {
            Consumer<PaymentReply> answered = asks.remove(tell.asker().ask());
            if (answered != null) {
                answered.accept(tell.reply());
            }
        } else if (effect instanceof Effect.Timer<Asker> timer) {
            on(flow, now + timer.delay().toNanos(), at -> carryOut(node, flow, flow.timer(timer.number(), at)));
        } else if (effect instanceof Effect.CallStep<Asker> call) {
            step(node, flow, call);
        } else if (effect instanceof Effect.Create<Asker> create) {
            request(
                    flow,
                    at -> ledger.create(create.transfers(), at),
                    reply -> carryOut(node, flow, flow.created(create.number(), reply, now)));
        } else if (effect instanceof Effect.LookUp<Asker> lookUp) {
            request(
                    flow,
                    at -> ledger.lookUp(lookUp.ids(), at),
                    reply -> carryOut(node, flow, flow.found(lookUp.number(), reply, now)));
        }
    }

    private void on(PaymentFlow<Asker> flow, long time, LongConsumer action) {
        at(time, () -> {
            if (isAlive(flow)) {
                action.accept(now);
            }
        });
    }

    private void step(int node, PaymentFlow<Asker> flow, Effect.CallStep<Asker> call) {
        int kind = random.nextInt(12);
        if (kind == 0) {
            count("step hangs");
            return;
        }
        PaymentStep.Result result = result(kind, call.call().payment());
        on(
                flow,
                now + random.nextInt(kind == 1 ? 30_000 : 500) * MILLI,
                at -> carryOut(node, flow, flow.stepped(call.number(), result, at)));
    }

    private PaymentStep.Result result(int kind, Payment payment) {
        return switch (kind) {
            case 2 -> PaymentStep.Result.decline("no");
            case 3 -> new PaymentStep.Failed("broken");
            case 4, 5 ->
                PaymentStep.Result.capture(payment.legs().stream()
                        .map(leg -> UInt128.of(Math.min(Math.abs(leg.amount().low()), random.nextInt(500))))
                        .toList());
            default -> PaymentStep.Result.capture();
        };
    }

    // ---- the way to the ledger: executed in time, late, never; answered or not

    private <R> void request(PaymentFlow<Asker> flow, Execution<R> execute, Consumer<LedgerReply<R>> answer) {
        long sent = now + (1 + random.nextInt(20)) * MILLI;
        if (random.nextDouble() >= faults) {
            at(sent, () -> executeWhenThere(flow, execute, answer));
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> on(flow, sent, at -> answer.accept(new LedgerReply.Refused<>(Refusal.OVERLOADED, "full")));
            case 1 -> on(flow, sent, at -> answer.accept(new LedgerReply.Unknown<>(List.of(), "lost")));
            case 2 -> {
                count("late copy");
                at(sent + random.nextInt(30_000) * MILLI, () -> execute.apply(now));
                on(
                        flow,
                        sent + random.nextInt(3_000) * MILLI,
                        at -> answer.accept(new LedgerReply.Unknown<>(List.of(), "lost")));
            }
            default -> {
                at(sent, () -> execute.apply(now));
                on(
                        flow,
                        sent + random.nextInt(3_000) * MILLI,
                        at -> answer.accept(new LedgerReply.Unknown<>(List.of(), "lost")));
            }
        }
    }

    private <R> void executeWhenThere(PaymentFlow<Asker> flow, Execution<R> execute, Consumer<LedgerReply<R>> answer) {
        if (now < awayUntil) {
            at(awayUntil, () -> executeWhenThere(flow, execute, answer));
            return;
        }
        LedgerReply<R> reply = execute.apply(now);
        on(flow, now + random.nextInt(10) * MILLI, at -> answer.accept(reply));
    }

    // ---- the verdict

    /** Compares what was told with what the ledger holds. */
    private final class Verdict {
        private final Map<UInt128, UInt128> debits = new HashMap<>();

        void check() {
            for (int i = 0; i < payments.size(); i++) {
                check(i, payments.get(i).id());
            }
            checkBalances();
        }

        private void check(int caller, PaymentId id) {
            List<Trail> trails = new ArrayList<>();
            for (int attempt = 0; attempt < PaymentId.ATTEMPTS; attempt++) {
                Trail trail = trail(id, attempt);
                if (trail != null) {
                    trails.add(trail);
                }
            }
            List<Trail> paid = trails.stream().filter(Trail::isPaid).toList();
            require(paid.size() <= 1, caller, "paid twice: " + paid);
            for (Trail trail : paid) {
                add(trail);
                checkRefunds(caller, trail);
            }
            for (Told one : told.getOrDefault(caller, List.of())) {
                check(caller, one, paid);
            }
        }

        private void check(int caller, Told one, List<Trail> paid) {
            PaymentReply reply = one.reply();
            if (reply instanceof PaymentReply.Paid said) {
                require(paid.size() == 1 && paid.get(0).paid().equals(said), caller, one + " but " + paid);
                require(paid.get(0).payment().equals(one.job().payment()), caller, one + " was another payment");
            } else if (reply instanceof PaymentReply.Refused said) {
                require(
                        paid.stream().noneMatch(trail -> trail.attempt() <= said.attempt()),
                        caller,
                        one + " but " + paid);
            } else if (reply instanceof PaymentReply.Refunded said) {
                UInt128 id = said.id().transferId(paid.get(0).attempt(), PaymentPhase.REFUND, said.number());
                require(!ledger.lookUp(List.of(id), now).results().isEmpty(), caller, one + " is not there");
            } else if (reply instanceof PaymentReply.RefundRefused said && !paid.isEmpty()) {
                UInt128 id = said.id().transferId(paid.get(0).attempt(), PaymentPhase.REFUND, said.number());
                boolean isThere = !ledger.lookUp(List.of(id), now).results().isEmpty();
                require(!isThere || isRefundOfAnother(caller, said), caller, one + " is there");
            }
        }

        // Several callers of a payment number their refunds alike.
        private boolean isRefundOfAnother(int caller, PaymentReply.RefundRefused said) {
            return told.get(caller).stream()
                            .filter(one -> one.reply() instanceof PaymentReply.Paid)
                            .count()
                    > 1;
        }

        private void checkRefunds(int caller, Trail trail) {
            List<UInt128> ids = new ArrayList<>();
            for (int number = 0; number < 16; number++) {
                ids.add(trail.id().transferId(trail.attempt(), PaymentPhase.REFUND, number));
            }
            UInt128 back = UInt128.ZERO;
            for (Transfer refund : ledger.lookUp(ids, now).results()) {
                back = back.plus(refund.amount());
                debits.merge(refund.debitAccountId(), refund.amount(), UInt128::plus);
            }
            UInt128 whole = UInt128.ZERO;
            for (UInt128 amount : trail.paidAmounts()) {
                whole = whole.plus(amount);
            }
            require(back.compareTo(whole) <= 0, caller, "given back " + back + " of " + whole);
        }

        private void add(Trail trail) {
            for (int leg = 0; leg < trail.moves().size(); leg++) {
                debits.merge(
                        trail.moves().get(leg).debitAccountId(),
                        trail.paidAmounts().get(leg),
                        UInt128::plus);
            }
        }

        private @Nullable Trail trail(PaymentId id, int attempt) {
            List<UInt128> moves = new ArrayList<>();
            List<UInt128> ends = new ArrayList<>();
            for (int leg = 0; leg < 8; leg++) {
                moves.add(id.transferId(attempt, PaymentPhase.MOVE, leg));
                ends.add(id.transferId(attempt, PaymentPhase.POST, leg));
            }
            List<Transfer> moved = ledger.lookUp(moves, now).results();
            List<Transfer> posted = ledger.lookUp(ends, now).results();
            require(posted.isEmpty() || posted.size() == moved.size(), -1, "posted in part: " + posted);
            return moved.isEmpty() ? null : Trail.of(id, attempt, moved).ended(posted, false);
        }

        private void checkBalances() {
            List<UInt128> ids = new ArrayList<>();
            for (int i = 1; i <= ACCOUNTS; i++) {
                ids.add(UInt128.of(i));
            }
            UInt128 sumDebits = UInt128.ZERO;
            UInt128 sumCredits = UInt128.ZERO;
            for (Account account : ledger.accounts(ids, now)) {
                require(account.debitsPending().isZero(), -1, "still held: " + account);
                require(account.creditsPending().isZero(), -1, "still held: " + account);
                UInt128 expected = debits.getOrDefault(account.id(), UInt128.ZERO);
                require(account.debitsPosted().equals(expected), -1, account + " should have paid " + expected);
                sumDebits = sumDebits.plus(account.debitsPosted());
                sumCredits = sumCredits.plus(account.creditsPosted());
            }
            UInt128 funds = UInt128.of(POOR * 2_000 + (ACCOUNTS - POOR) * FUNDS);
            require(sumCredits.equals(sumDebits.plus(funds)), -1, "money was made: " + sumDebits + ", " + sumCredits);
        }

        private void require(boolean condition, int caller, String message) {
            if (!condition) {
                throw new AssertionError("seed " + seed + ", payment " + caller + ": " + message);
            }
        }
    }
}
