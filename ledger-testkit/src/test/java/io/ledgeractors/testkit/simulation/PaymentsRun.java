package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.payment.internal.flow.PaymentRequest;
import io.ledgeractors.actors.payment.internal.flow.ReserveScan;
import io.ledgeractors.actors.payment.internal.stage.PaymentAttempt;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** One run of {@link PaymentsScenario}: accounts, nodes, callers, the scanner, and the reading of the ledger. */
final class PaymentsRun {
    private static final int ACCOUNTS = 12;
    private static final int POOR = 4;
    private static final int FUNDS = 100_000;
    private static final int PAGE = 200;
    private static final int TRIES = 10;
    private static final int SCANS = 60;
    private static final long ANSWERED_WITHIN = TimeUnit.SECONDS.toNanos(120);
    private static final Duration SOON = Duration.ofMillis(300);

    private final SimulatedWorld world;
    private final Random random;
    private final List<PaymentNode> nodes = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final List<PaymentAsker> waiting = new ArrayList<>();
    private final PaymentVerdict verdict = new PaymentVerdict();
    private final List<Transfer> transfers = new ArrayList<>();
    private final int hugeOneOf;
    private int planned;
    private int shift;
    private boolean isEnding;
    private boolean isOver;

    PaymentsRun(SimulatedWorld world) {
        this.world = world;
        this.random = world.random();
        this.hugeOneOf = random.nextInt(4) == 0 ? 4 : 100;
    }

    boolean isOver() {
        return isOver;
    }

    /** Returns true once nothing fails any more. */
    boolean isEnding() {
        return isEnding;
    }

    void begin() {
        int count = 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            long skew = random.nextInt(3) == 0 ? (random.nextInt(4_000) - 2_000) * 1_000_000L : 0;
            nodes.add(new PaymentNode(this, world, skew));
        }
        openAccounts(this::beginPayments);
        watch();
    }

    private long time() {
        return world.clock().monotonicNanos();
    }

    private void plan(long millis, Runnable task) {
        planned++;
        world.after(Duration.ofMillis(millis), () -> {
            planned--;
            task.run();
        });
    }

    // ---- the beginning

    private void openAccounts(Runnable then) {
        List<Account> accounts = new ArrayList<>();
        List<Transfer> funding = new ArrayList<>();
        for (int i = 1; i <= ACCOUNTS + 2; i++) {
            int flags = i <= POOR ? AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS : 0;
            accounts.add(Account.builder()
                    .id(UInt128.of(i))
                    .ledger(i % 2 + 1)
                    .code(1)
                    .flags(flags)
                    .build());
        }
        for (int i = 1; i <= ACCOUNTS; i++) {
            funding.add(Transfer.builder()
                    .id(UInt128.of(i))
                    .debitAccountId(UInt128.of(ACCOUNTS + 1 + (i + 1) % 2))
                    .creditAccountId(UInt128.of(i))
                    .amount(UInt128.of(i <= POOR ? 2_000 : FUNDS))
                    .ledger(i % 2 + 1)
                    .code(1)
                    .build());
        }
        untilDone(
                LedgerRequest.createAccounts(accounts),
                created -> untilDone(LedgerRequest.createTransfers(funding), funded -> then.run()));
    }

    /** Asks until there are results. */
    private <R, P extends LedgerReply<R>> void untilDone(
            LedgerRequest<P> request, Consumer<LedgerReply.Results<R>> then) {
        planned++;
        int process = nodes.get(0).processes();
        boolean[] isEnded = new boolean[1];
        nodes.get(0)
                .client()
                .ask(
                        request,
                        reply -> plan(0, () -> {
                            if (!isEnded[0]) {
                                isEnded[0] = true;
                                planned--;
                                if (reply.outcome() instanceof LedgerReply.Results<R> results) {
                                    then.accept(results);
                                } else {
                                    plan(200, () -> untilDone(request, then));
                                }
                            }
                        }));
        onDeath.add(() -> {
            if (!isEnded[0] && process != nodes.get(0).processes()) {
                isEnded[0] = true;
                planned--;
                plan(200, () -> untilDone(request, then));
            }
        });
    }

    private final List<Runnable> onDeath = new ArrayList<>();

    private void beginPayments() {
        int count = 3 + random.nextInt(18);
        for (int i = 0; i < count; i++) {
            payments.add(payment(new PaymentId(UInt128.of(1 + random.nextInt(1_000), (i + 1L) << 16))));
        }
        for (Payment payment : payments) {
            int begin = random.nextInt(7_000);
            plan(begin, () -> startCaller(payment, false));
            for (int others = random.nextInt(4); others > 1; others--) {
                plan(begin + random.nextInt(random.nextBoolean() ? 200 : 5_000), () -> startCaller(payment, true));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            plan(random.nextInt(8_000), this::moveSome);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            plan(random.nextInt(8_000), this::killOne);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            plan(random.nextInt(8_000), () -> anyNode().pause());
        }
        if (random.nextBoolean()) {
            plan(random.nextInt(3_000), () -> scan(0, nothing -> {}));
        }
    }

    private Payment payment(PaymentId id) {
        List<Leg> legs = new ArrayList<>();
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 1;
        for (int i = 0; i < count; i++) {
            int debit = 1 + random.nextInt(ACCOUNTS);
            int credit = 1 + (debit - 1 + 2 * (1 + random.nextInt(ACCOUNTS / 2 - 1))) % ACCOUNTS;
            credit = random.nextInt(50) == 0 ? 999 : credit;
            UInt128 amount = random.nextInt(hugeOneOf) == 0
                    ? UInt128.of(-1L, -1L - random.nextInt(3))
                    : UInt128.of(random.nextInt(500));
            legs.add(new Leg(UInt128.of(debit), UInt128.of(credit), amount, debit % 2 + 1));
        }
        return new Payment(id, legs, random.nextInt(6) != 0, UInt128.of(random.nextInt(3)), random.nextInt(3));
    }

    // ---- nodes

    private PaymentNode anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    // Now and then two nodes believe that they have the same shard.
    private PaymentNode nodeOf(PaymentId id) {
        int home = (int) (id.value().low() >>> 16) + shift;
        return random.nextInt(8) == 0 ? anyNode() : nodes.get(home % nodes.size());
    }

    private void moveSome() {
        shift++;
        nodes.stream().filter(node -> random.nextInt(3) != 0).forEach(PaymentNode::move);
    }

    private void killOne() {
        PaymentNode node = anyNode();
        node.kill();
        List.copyOf(onDeath).forEach(Runnable::run);
        List.copyOf(waiting).stream().filter(asker -> asker.node == node).forEach(asker -> {
            asker.isEnded = true;
            waiting.remove(asker);
            plan(random.nextInt(2_000), asker.lost);
        });
        plan(random.nextInt(1_000), () -> scan(0, nothing -> {}));
        plan(PaymentsScenario.SETTINGS.scanAgainAfter().toMillis(), () -> scan(0, nothing -> {}));
    }

    void resumeSoon(PaymentId id) {
        plan(random.nextInt(20), () -> nodeOf(id).deliver(id, new PaymentRequest.Resume<>()));
    }

    /** Reads the open reserves, resumes their payments, and gives their number. */
    private void scan(int tries, Consumer<Integer> found) {
        int hours = 12;
        long from = anyNode().now() - TimeUnit.HOURS.toNanos(hours);
        scan(new ReserveScan(PaymentsScenario.SETTINGS, from), 0, found);
    }

    private void scan(ReserveScan scan, int before, Consumer<Integer> found) {
        untilDone(LedgerRequest.queryTransfers(scan.query()), page -> {
            List<UInt128> ends = scan.page(page.results(), page.timestamp());
            if (ends.isEmpty()) {
                next(scan, before, found);
            } else {
                untilDone(LedgerRequest.lookupTransfers(ends), there -> {
                    List<PaymentId> open = scan.open(there.results());
                    open.forEach(this::resumeSoon);
                    next(scan, before + open.size(), found);
                });
            }
        });
    }

    private void next(ReserveScan scan, int open, Consumer<Integer> found) {
        if (scan.isDone()) {
            found.accept(open);
        } else {
            scan(scan, open, found);
        }
    }

    // ---- callers

    private void startCaller(Payment first, boolean isOther) {
        Payment payment = first;
        if (isOther && random.nextInt(3) == 0) {
            List<Leg> legs = new ArrayList<>(payment.legs());
            legs.add(new Leg(UInt128.of(6), UInt128.of(8), UInt128.of(1), 1));
            payment = new Payment(payment.id(), legs, payment.isTwoPhase(), UInt128.ZERO, 0);
        }
        // Some callers begin an attempt before the last one has ended.
        int attempt = isOther ? random.nextInt(3) : 0;
        pay(new PaymentAttempt(payment, attempt, deadline()), 0, isOther);
    }

    private long deadline() {
        long now = world.clock().realtimeNanos();
        return now + TimeUnit.MILLISECONDS.toNanos(random.nextInt(10) == 0 ? 10 : 500 + random.nextInt(12_000));
    }

    private void pay(PaymentAttempt job, int tries, boolean isOther) {
        if (tries > TRIES || random.nextInt(20) == 0) {
            return;
        }
        ask(
                job.payment(),
                job.number(),
                asker -> new PaymentRequest.Pay<>(job, asker),
                outcome -> paid(job, tries, isOther, outcome),
                () -> pay(job, tries + 1, isOther));
    }

    private void paid(PaymentAttempt job, int tries, boolean isOther, PaymentOutcome outcome) {
        if (outcome instanceof PaymentOutcome.Refused && random.nextInt(3) == 0 && job.number() < 4) {
            pay(new PaymentAttempt(job.payment(), job.number() + 1, deadline()), 0, isOther);
        } else if (outcome instanceof PaymentOutcome.Undecided) {
            long later = random.nextBoolean() ? job.deadline() : Math.max(job.deadline(), deadline());
            PaymentAttempt again = new PaymentAttempt(job.payment(), job.number(), later);
            plan(random.nextInt(3_000), () -> pay(again, tries + 1, isOther));
        } else if (outcome instanceof PaymentOutcome.Paid && !isOther) {
            refundSome(job);
        }
        if (random.nextInt(4) == 0) {
            ask(job.payment(), job.number(), PaymentRequest.GetState::new, state -> {}, () -> {});
        }
    }

    // Only the first caller of a payment gives money back, so a number always means the same refund.
    private void refundSome(PaymentAttempt job) {
        if (random.nextInt(3) != 0) {
            return;
        }
        for (int i = 0, number = 0; i < 3; i++, number += 1 + random.nextInt(3)) {
            int leg = random.nextInt(job.payment().legs().size());
            Refund refund = Refund.of(number, leg, UInt128.of(random.nextInt(300)));
            verdict.refunds(job.payment().id(), refund);
            plan(random.nextInt(2_000), () -> giveBack(job, refund, 0));
        }
    }

    private void giveBack(PaymentAttempt job, Refund refund, int tries) {
        if (tries < TRIES) {
            ask(
                    job.payment(),
                    job.number(),
                    asker -> new PaymentRequest.RefundPayment<>(refund, asker),
                    outcome -> {
                        if (outcome instanceof PaymentOutcome.Undecided) {
                            plan(random.nextInt(2_000), () -> giveBack(job, refund, tries + 1));
                        }
                    },
                    () -> giveBack(job, refund, tries + 1));
        }
    }

    private void ask(
            Payment payment,
            int attempt,
            Function<PaymentAsker, PaymentRequest<PaymentAsker>> request,
            Consumer<PaymentOutcome> then,
            Runnable lost) {
        long asked = time();
        boolean[] isPay = new boolean[1];
        PaymentAsker asker = new PaymentAsker(
                "attempt " + attempt + " of " + payment.id(),
                asked,
                outcome -> {
                    verdict.told(new PaymentVerdict.Told(payment, attempt, isPay[0], asked, time(), outcome));
                    then.accept(outcome);
                },
                lost);
        PaymentRequest<PaymentAsker> made = request.apply(asker);
        if (made instanceof PaymentRequest.Pay<PaymentAsker>) {
            isPay[0] = true;
            verdict.asked(payment);
        }
        waiting.add(asker);
        plan(random.nextInt(20), () -> {
            PaymentNode node = nodeOf(payment.id());
            asker.node = node;
            node.deliver(payment.id(), made);
        });
    }

    /** Takes the outcome that a node tells an asker. */
    void told(PaymentAsker asker, PaymentOutcome outcome) {
        if (asker.isEnded) {
            throw new AssertionError(asker.what + " was answered twice, the last time with " + outcome);
        }
        asker.isEnded = true;
        waiting.remove(asker);
        plan(random.nextInt(5), () -> asker.then.accept(outcome));
    }

    // ---- the end

    private void watch() {
        for (PaymentAsker asker : waiting) {
            if (time() - asker.askedAt > ANSWERED_WITHIN) {
                throw new AssertionError(asker.what + " has no answer");
            }
        }
        if (planned == 0 && waiting.isEmpty()) {
            endReserves(0);
        } else {
            world.after(SOON, this::watch);
        }
    }

    private void endReserves(int tries) {
        if (tries > SCANS) {
            throw new AssertionError("reserves are still open after " + tries + " scans");
        }
        scan(0, open -> {
            if (open == 0 && tries > 1) {
                askAgain();
            } else {
                plan(1_000, () -> endReserves(tries + 1));
            }
        });
    }

    // Nothing fails any more, so each payment has an outcome.
    private void askAgain() {
        isEnding = true;
        for (Payment payment : payments) {
            PaymentAttempt job = new PaymentAttempt(payment, 0, deadline());
            ask(
                    payment,
                    0,
                    asker -> new PaymentRequest.Pay<>(job, asker),
                    outcome -> {
                        if (outcome instanceof PaymentOutcome.Undecided) {
                            throw new AssertionError("payment " + payment.id() + " stays undecided: " + outcome);
                        }
                    },
                    () -> {});
        }
        waitThenRead();
    }

    private void waitThenRead() {
        if (planned == 0 && waiting.isEmpty()) {
            scan(0, open -> {
                if (open != 0) {
                    throw new AssertionError(open + " payments were answered while their reserves are open");
                }
                readTransfers(1);
            });
        } else {
            for (PaymentAsker asker : waiting) {
                if (time() - asker.askedAt > ANSWERED_WITHIN) {
                    throw new AssertionError(asker.what + " has no answer at the end");
                }
            }
            world.after(SOON, this::waitThenRead);
        }
    }

    private void readTransfers(long from) {
        QueryFilter filter = QueryFilter.builder()
                .code(PaymentsScenario.SETTINGS.code())
                .timestampMin(from)
                .limit(PAGE)
                .build();
        untilDone(LedgerRequest.queryTransfers(filter), page -> {
            transfers.addAll(page.results());
            if (page.results().size() < PAGE) {
                readAccounts();
            } else {
                readTransfers(transfers.get(transfers.size() - 1).timestamp() + 1);
            }
        });
    }

    private void readAccounts() {
        List<UInt128> ids = new ArrayList<>();
        for (int i = 1; i <= ACCOUNTS; i++) {
            ids.add(UInt128.of(i));
        }
        untilDone(LedgerRequest.lookupAccounts(ids), accounts -> {
            verdict.check(transfers, accounts.results(), accounts.timestamp());
            isOver = true;
        });
    }
}
