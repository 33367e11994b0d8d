package io.ledgeractors.actors.payment.internal.flow;

import static io.ledgeractors.actors.payment.internal.flow.VirtualTime.MILLI;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.payment.internal.stage.PaymentAttempt;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentIdGenerator;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Simulates payments in virtual time on one thread. Callers pay, ask twice, send other payments with the same id, and
 * die. Two nodes sometimes work at the same payment. Their shards are killed at any moment, move, or fail at one
 * payment. Their batchers crash, and sessions are evicted and given up, with copies of requests that arrive late. The
 * ledger is away for a while. The rules of shard, flow and batcher are the real ones, and the ledger is the embedded
 * state machine. At the end all outcomes that callers were told are compared with the ledger.
 */
final class PaymentSimulation {
    private static final int NODES = 2;
    private static final int ACCOUNTS = 12;
    private static final int POOR = 4;
    private static final long FUNDS = 100_000;

    /** An ask of a caller. */
    private record Asker(int caller, long ask) {}

    private final long seed;
    private final VirtualTime time;
    private final Random random;
    private final VirtualLedger ledger = new VirtualLedger();
    private final Node[] nodes = new Node[NODES];
    private final List<Payment> payments = new ArrayList<>();
    private final Map<Integer, List<PaymentVerdict.Told>> told = new HashMap<>();
    private final Map<Long, Consumer<PaymentOutcome>> asks = new HashMap<>();
    private final double faults;
    private final double crashes;
    private long lastAsk;

    private PaymentSimulation(long seed, Map<String, Integer> counts) {
        this.seed = seed;
        this.time = new VirtualTime(seed, counts);
        this.random = time.random;
        this.faults = random.nextInt(4) * 0.08;
        this.crashes = random.nextInt(4) * 0.05;
    }

    /**
     * Runs this number of payments.
     *
     * @param counts takes how often each kind of event occurred
     */
    static void run(long seed, int payments, Map<String, Integer> counts) {
        new PaymentSimulation(seed, counts).run(payments);
    }

    private void run(int number) {
        openAccounts();
        Arrays.setAll(nodes, node -> new Node());
        PaymentIdGenerator ids = new PaymentIdGenerator(() -> time.now() / MILLI, random);
        for (int i = 0; i < number; i++) {
            payments.add(payment(ids.next()));
            int caller = i;
            long begin = time.now() + random.nextInt(60_000) * MILLI;
            time.at(begin, () -> startCaller(caller, false));
            if (random.nextInt(4) == 0) {
                time.at(
                        begin + random.nextInt(random.nextBoolean() ? 500 : 30_000) * MILLI,
                        () -> startCaller(caller, true));
            }
        }
        for (int i = 0; i < 10; i++) {
            time.within(90_000, this::crashNode);
            time.within(90_000, () -> ledger.goAwayUntil(time.now() + random.nextInt(8_000) * MILLI));
        }
        for (int i = 0; i < 3; i++) {
            time.within(90_000, this::moveShard);
        }
        time.drain();
        for (Node node : nodes) {
            if (node.shard.size() > 0) {
                throw new AssertionError("seed " + seed + ": " + node.shard.size() + " payments stay in memory");
            }
        }
        time.sleep(SomePayments.SETTINGS.longestDeadline().toNanos());
        ledger.expire(time.now());
        long funds = POOR * 2_000 + (ACCOUNTS - POOR) * FUNDS;
        new PaymentVerdict(seed, ledger, time.now(), payments, told, ACCOUNTS, funds).check();
    }

    // ---- the world

    private void openAccounts() {
        List<Account> accounts = new ArrayList<>();
        accounts.add(SomePayments.account(1_000, 1, 0));
        accounts.add(SomePayments.account(2_000, 2, 0));
        for (int i = 1; i <= ACCOUNTS; i++) {
            int flags = i <= POOR ? AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS : 0;
            accounts.add(SomePayments.account(i, i % 2 + 1, flags));
        }
        ledger.createAccounts(accounts, time.now());
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
        ledger.create(funding, time.now());
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
            legs.add(SomePayments.leg(2, 4, 1));
            payment = new Payment(payment.id(), legs, payment.isTwoPhase(), UInt128.ZERO, 0);
        }
        long deadline = time.now() + (500 + random.nextInt(20_000)) * MILLI;
        // Some callers begin an attempt before the last one has ended.
        int attempt = isOther ? random.nextInt(3) : 0;
        pay(caller, new PaymentAttempt(payment, attempt, deadline), 0);
    }

    private void pay(int caller, PaymentAttempt job, int tries) {
        if (random.nextInt(20) == 0 || tries > 12) {
            time.count("caller died");
            return;
        }
        ask(
                caller,
                job,
                asker -> new PaymentRequest.Pay<>(job, asker),
                reply -> paid(caller, job, tries, reply),
                () -> pay(caller, later(job), tries + 1));
    }

    private PaymentAttempt later(PaymentAttempt job) {
        return new PaymentAttempt(job.payment(), job.number(), Math.max(job.deadline(), time.now() + 2_000 * MILLI));
    }

    private void paid(int caller, PaymentAttempt job, int tries, PaymentOutcome reply) {
        told.computeIfAbsent(caller, none -> new ArrayList<>()).add(new PaymentVerdict.Told(job, reply));
        time.count(reply.getClass().getSimpleName());
        if (reply instanceof PaymentOutcome.Refused refused) {
            time.count(refused.reason().name());
            if (random.nextInt(3) == 0 && job.number() < 5) {
                long deadline = time.now() + (500 + random.nextInt(20_000)) * MILLI;
                pay(caller, new PaymentAttempt(job.payment(), job.number() + 1, deadline), 0);
            }
        } else if (reply instanceof PaymentOutcome.Undecided) {
            time.within(3_000, () -> pay(caller, later(job), tries + 1));
        } else if (reply instanceof PaymentOutcome.Paid) {
            time.count("paid by attempt " + ((PaymentOutcome.Paid) reply).attempt());
            afterwards(caller, job);
        }
    }

    private void afterwards(int caller, PaymentAttempt job) {
        if (random.nextInt(3) == 0) {
            for (int i = 0, n = 0; i < 3; i++, n += 1 + random.nextInt(3)) {
                int number = n;
                int leg = random.nextInt(job.payment().legs().size());
                Refund refund = Refund.of(number, leg, UInt128.of(random.nextInt(300)));
                time.within(2_000, () -> giveBack(caller, job, refund, 0));
            }
        }
        if (random.nextInt(3) == 0) {
            ask(caller, job, PaymentRequest.GetState::new, reply -> told(caller, job, reply), () -> {});
        }
    }

    private void giveBack(int caller, PaymentAttempt job, Refund refund, int tries) {
        if (tries < 6) {
            ask(
                    caller,
                    job,
                    asker -> new PaymentRequest.RefundPayment<>(refund, asker),
                    reply -> told(caller, job, reply),
                    () -> giveBack(caller, job, refund, tries + 1));
        }
    }

    private void told(int caller, PaymentAttempt job, PaymentOutcome reply) {
        told.computeIfAbsent(caller, none -> new ArrayList<>()).add(new PaymentVerdict.Told(job, reply));
        time.count(reply.getClass().getSimpleName());
    }

    private void ask(
            int caller,
            PaymentAttempt job,
            Function<Asker, PaymentRequest<Asker>> request,
            Consumer<PaymentOutcome> answered,
            Runnable late) {
        Asker asker = new Asker(caller, ++lastAsk);
        asks.put(asker.ask(), answered);
        time.within(20, () -> deliver(job.payment().id(), request.apply(asker)));
        time.at(time.now() + 40_000 * MILLI, () -> {
            if (asks.remove(asker.ask()) != null) {
                late.run();
            }
        });
    }

    // ---- nodes

    private void deliver(PaymentId id, PaymentRequest<Asker> request) {
        nodes[random.nextInt(20) == 0 ? 1 : 0].shard.handle(id, request, time.now());
    }

    private void crashNode() {
        time.count("node crashed");
        int node = random.nextInt(NODES);
        nodes[node].die();
        nodes[node] = new Node();
        scan();
        time.at(time.now() + SomePayments.SETTINGS.scanAgainAfter().toNanos(), this::scan);
    }

    private void moveShard() {
        time.count("shard moved");
        nodes[random.nextInt(NODES)].move();
    }

    private void scan() {
        ReserveScan scan = new ReserveScan(
                SomePayments.SETTINGS,
                time.now() - SomePayments.SETTINGS.longestDeadline().toNanos());
        while (!scan.isDone()) {
            LedgerReply.Results<Transfer> page = ledger.query(scan.query(), time.now());
            List<UInt128> ends = scan.page(page.results(), page.timestamp());
            for (PaymentId id : scan.open(
                    ends.isEmpty() ? List.of() : ledger.lookUp(ends, time.now()).results())) {
                resumeSoon(id);
            }
        }
    }

    private void resumeSoon(PaymentId id) {
        time.count("resumed");
        time.within(20, () -> deliver(id, new PaymentRequest.Resume<>()));
    }

    /** A node with a shard and a batcher. */
    private final class Node implements EffectHandler<Asker> {
        private final SimulatedBatcher batcher = new SimulatedBatcher(time, ledger, faults);
        private PaymentShard<Asker> shard = new PaymentShard<>(SomePayments.SETTINGS, this);
        private long wakeAt;

        void die() {
            shard = new PaymentShard<>(SomePayments.SETTINGS, this);
            batcher.die();
        }

        void move() {
            shard.stop("moved");
            shard = new PaymentShard<>(SomePayments.SETTINGS, this);
        }

        // Answers to a shard that is gone are dropped.
        private void tell(PaymentShard<Asker> to, Runnable message) {
            if (to == shard) {
                message.run();
            }
        }

        private void failNowAndThen() {
            if (time.happens(crashes / 10)) {
                throw new SimulatedFailure("the work fails");
            }
        }

        @Override
        public void create(PaymentSlot<Asker> slot, PaymentEffect.Create<Asker> create) {
            LimitedGateway.assertTakesLedgersAndCodes(create.transfers());
            PaymentShard<Asker> by = shard;
            failNowAndThen();
            batcher.create(
                    create.transfers(), reply -> tell(by, () -> by.created(slot, create.number(), reply, time.now())));
            failNowAndThen();
        }

        @Override
        public void lookUp(PaymentSlot<Asker> slot, PaymentEffect.LookUp<Asker> lookUp) {
            PaymentShard<Asker> by = shard;
            failNowAndThen();
            batcher.lookUp(lookUp.ids(), reply -> tell(by, () -> by.found(slot, lookUp.number(), reply, time.now())));
        }

        @Override
        public PaymentStep.@Nullable Result call(PaymentSlot<Asker> slot, PaymentEffect.CallStep<Asker> call) {
            failNowAndThen();
            int kind = random.nextInt(12);
            if (kind == 0) {
                time.count("step hangs");
                return null;
            }
            PaymentStep.Result result = result(kind, call.call().payment());
            if (kind == 6) {
                time.count("step at once");
                return result;
            }
            PaymentShard<Asker> by = shard;
            time.within(
                    kind == 1 ? 30_000 : 500,
                    () -> tell(by, () -> by.stepped(slot, call.number(), result, time.now())));
            return null;
        }

        private PaymentStep.Result result(int kind, Payment payment) {
            return switch (kind) {
                case 2 -> PaymentStep.Result.decline("no");
                case 3 -> new PaymentStep.Failed("broken");
                case 4, 5 ->
                    PaymentStep.Result.capture(payment.legs().stream()
                            .map(leg ->
                                    UInt128.of(Math.min(Math.abs(leg.amount().low()), random.nextInt(500))))
                            .toList());
                default -> PaymentStep.Result.capture();
            };
        }

        @Override
        public void tell(Asker asker, PaymentOutcome reply) {
            Consumer<PaymentOutcome> answered = asks.remove(asker.ask());
            if (answered != null) {
                answered.accept(reply);
            }
        }

        @Override
        public void resume(PaymentId id) {
            resumeSoon(id);
        }

        @Override
        public void wake(long at) {
            PaymentShard<Asker> by = shard;
            wakeAt = at;
            time.at(
                    at,
                    () -> tell(by, () -> {
                        if (wakeAt == at) {
                            by.tick(time.now());
                        }
                    }));
        }

        @Override
        public void failed(PaymentId id, RuntimeException failure) {
            if (!(failure instanceof SimulatedFailure)) {
                throw new AssertionError("seed " + seed + ", payment " + id, failure);
            }
            time.count("work failed");
        }
    }
}
