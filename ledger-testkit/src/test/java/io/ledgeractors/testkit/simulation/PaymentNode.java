package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.payment.internal.flow.EffectHandler;
import io.ledgeractors.actors.payment.internal.flow.PaymentRequest;
import io.ledgeractors.actors.payment.internal.flow.PaymentShard;
import io.ledgeractors.actors.payment.internal.flow.PaymentSlot;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Alarms;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A node of the program: a process with a shard of payments, its mailbox, its timers and its own clock. */
final class PaymentNode implements EffectHandler<PaymentAsker> {
    private static final int HOP_MAX = 20_000;
    private static final int PAUSE_MILLIS = 3_000;

    private final PaymentsRun run;
    private final SimulatedWorld world;
    private final Random random;
    private final long skew;
    private SimulatedClient client;
    private PaymentShard<PaymentAsker> shard;
    private Alarms.@Nullable Alarm alarm;
    private long lastMail;
    private int shards;
    private int processes;

    PaymentNode(PaymentsRun run, SimulatedWorld world, long skew) {
        this.run = run;
        this.world = world;
        this.random = world.random();
        this.skew = skew;
        this.client = world.newClient();
        this.shard = new PaymentShard<>(PaymentsScenario.SETTINGS, this);
    }

    SimulatedClient client() {
        return client;
    }

    /** Returns the time of this node's clock, ns since 1970. */
    long now() {
        return world.clock().realtimeNanos() + skew;
    }

    /** Returns how many processes this node had before the one it has now. */
    int processes() {
        return processes;
    }

    // ---- what happens to the node

    /** Puts a request into the mailbox. It is lost if the process dies before. */
    void deliver(PaymentId id, PaymentRequest<PaymentAsker> request) {
        int process = processes;
        mail(() -> {
            if (process == processes) {
                shard.handle(id, request, now());
            }
        });
    }

    /** Lets another shard follow the one of this node, as when it moves. */
    void move() {
        int process = processes;
        mail(() -> {
            if (process == processes) {
                shard.stop("moved");
                beginShard();
            }
        });
    }

    /** Ends the process and starts another one. */
    void kill() {
        processes++;
        client.kill();
        client = world.newClient();
        beginShard();
    }

    /** Lets nothing be handled for a while. */
    void pause() {
        lastMail = Math.max(lastMail, world.clock().monotonicNanos()) + random.nextInt(PAUSE_MILLIS) * 1_000_000L;
    }

    private void beginShard() {
        shards++;
        shard = new PaymentShard<>(PaymentsScenario.SETTINGS, this);
        if (alarm != null) {
            alarm.cancel();
        }
    }

    private void mail(Runnable message) {
        long now = world.clock().monotonicNanos();
        lastMail = Math.max(lastMail, now + random.nextInt(HOP_MAX));
        world.after(Duration.ofNanos(lastMail - now), message);
    }

    // What comes for a shard that is gone is dropped.
    private void mailToShard(int number, Runnable message) {
        mail(() -> {
            if (number == shards) {
                message.run();
            }
        });
    }

    // ---- effects

    @Override
    public void create(PaymentSlot<PaymentAsker> slot, PaymentEffect.Create<PaymentAsker> create) {
        failNowAndThen();
        int by = shards;
        client.ask(
                LedgerRequest.createTransfers(create.transfers()),
                reply -> mailToShard(by, () -> shard.created(slot, create.number(), reply.outcome(), now())));
        failNowAndThen();
    }

    @Override
    public void lookUp(PaymentSlot<PaymentAsker> slot, PaymentEffect.LookUp<PaymentAsker> lookUp) {
        failNowAndThen();
        int by = shards;
        client.ask(
                LedgerRequest.lookupTransfers(lookUp.ids()),
                reply -> mailToShard(by, () -> shard.found(slot, lookUp.number(), reply.outcome(), now())));
    }

    @Override
    public PaymentStep.@Nullable Result call(
            PaymentSlot<PaymentAsker> slot, PaymentEffect.CallStep<PaymentAsker> call) {
        failNowAndThen();
        int kind = random.nextInt(12);
        if (kind == 0) {
            return null; // it never ends
        }
        PaymentStep.Result result = result(kind, call.call());
        if (kind == 6) {
            return result;
        }
        int by = shards;
        long millis = random.nextInt(kind == 1 ? 12_000 : 500);
        world.after(
                Duration.ofMillis(millis),
                () -> mailToShard(by, () -> shard.stepped(slot, call.number(), result, now())));
        return null;
    }

    private PaymentStep.Result result(int kind, PaymentStep.Call call) {
        return switch (kind) {
            case 2 -> PaymentStep.Result.decline("no");
            case 3 -> new PaymentStep.Failed("broken");
            case 4, 5 -> PaymentStep.Result.capture(partsOf(call));
            default -> PaymentStep.Result.capture();
        };
    }

    private List<UInt128> partsOf(PaymentStep.Call call) {
        return call.payment().legs().stream()
                .map(leg -> UInt128.of(
                        random.nextInt((int) Math.min(500, Math.abs(leg.amount().low())) + 1)))
                .toList();
    }

    @Override
    public void tell(PaymentAsker asker, PaymentOutcome outcome) {
        run.told(asker, outcome);
    }

    @Override
    public void resume(PaymentId id) {
        run.resumeSoon(id);
    }

    @Override
    public void wake(long time) {
        if (alarm != null) {
            alarm.cancel();
        }
        int by = shards;
        Runnable tick = () -> mailToShard(by, () -> shard.tick(now()));
        alarm = world.alarms().set(Math.max(0, time - now()), Alarms.Task.of(tick));
    }

    @Override
    public void failed(PaymentId id, RuntimeException failure) {
        if (!(failure instanceof PlannedFailure)) {
            throw new AssertionError("the work at payment " + id + " failed", failure);
        }
    }

    private void failNowAndThen() {
        if (!run.isEnding() && random.nextInt(300) == 0) {
            throw new PlannedFailure();
        }
    }

    private static final class PlannedFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
