package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.Lane;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.LookupTransfersReply;
import io.ledgeractors.actors.QueryTransfersReply;
import io.ledgeractors.actors.internal.time.ActorTimers;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.payment.internal.flow.ReserveScan;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * The actor that finds payments at which no shard works any more, because their node was lost, and resumes them. The
 * cluster has one scanner for each kind of payments. It reads the reserves in the ledger after its start and after each
 * node that was lost, and once more after {@code scan-again-after}.
 */
public final class PaymentScanner {
    /** A command for the scanner. */
    public sealed interface Command {}

    /** Starts a scan now, in place of one that is under way. */
    public record Scan() implements Command {}

    /** Stands for a command from another node that could not be read. It is ignored. */
    enum Unreadable implements Command {
        INSTANCE
    }

    private record Again() implements Command {}

    // Each carries the scan that asked, because one from before a restart or of an earlier scan is of no use.
    private record Page(ReserveScan scan, QueryTransfersReply reply) implements Command {}

    private record Ends(ReserveScan scan, LookupTransfersReply reply) implements Command {}

    private record Retry(ReserveScan scan) implements Command {}

    // The most by which the clocks of the nodes and of the ledger may differ.
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final ActorContext<Command> context;
    private final ActorTimers<Command> timers;
    private final PaymentSettings settings;
    private final ActorRef<LedgerBatcher.Command> batcher;
    private final Clock clock;
    private final Consumer<PaymentId> resume;
    private @Nullable ReserveScan scan;

    private PaymentScanner(
            ActorContext<Command> context,
            ActorTimers<Command> timers,
            PaymentSettings settings,
            ActorRef<LedgerBatcher.Command> batcher,
            Clock clock,
            Consumer<PaymentId> resume) {
        this.context = context;
        this.timers = timers;
        this.settings = settings;
        this.batcher = batcher;
        this.clock = clock;
        this.resume = resume;
    }

    static Behavior<Command> create(
            PaymentSettings settings,
            ActorRef<LedgerBatcher.Command> batcher,
            Clock clock,
            @Nullable Alarms alarms,
            Consumer<PaymentId> resume) {
        Behavior<Command> behavior = Behaviors.setup(context -> ActorTimers.with(alarms, timers -> {
            context.getSelf().tell(new Scan());
            return new PaymentScanner(context, timers, settings, batcher, clock, resume).behavior();
        }));
        return Behaviors.supervise(behavior)
                .onFailure(SupervisorStrategy.restartWithBackoff(settings.minBackoff(), settings.maxBackoff(), 0.2));
    }

    private Behavior<Command> behavior() {
        return Behaviors.receive(Command.class)
                .onMessage(Scan.class, again -> {
                    timers.start(Again.class, new Again(), settings.scanAgainAfter());
                    return begin();
                })
                .onMessage(Unreadable.class, ignored -> Behaviors.same())
                .onMessage(Again.class, again -> begin())
                .onMessage(Page.class, page -> page.scan() == scan ? page(page.reply()) : Behaviors.same())
                .onMessage(Ends.class, ends -> ends.scan() == scan ? ends(ends.reply()) : Behaviors.same())
                .onMessage(Retry.class, retry -> retry.scan() == scan ? ask() : Behaviors.same())
                .build();
    }

    private Behavior<Command> begin() {
        long from =
                clock.realtimeNanos() - settings.longestDeadline().plus(SKEW).toNanos();
        scan = new ReserveScan(settings, from);
        return ask();
    }

    private Behavior<Command> ask() {
        ReserveScan asked = current();
        ActorRef<Command> self = context.getSelf();
        batcher.tell(LedgerRequest.queryTransfers(asked.query())
                .to((QueryTransfersReply reply) -> self.tell(new Page(asked, reply)))
                .withLane(Lane.BULK));
        return Behaviors.same();
    }

    private Behavior<Command> page(QueryTransfersReply reply) {
        if (!(reply.outcome() instanceof LedgerReply.Results<Transfer> results)) {
            return later(reply);
        }
        List<UInt128> ends = current().page(results.results(), results.timestamp());
        if (ends.isEmpty()) {
            return next();
        }
        ReserveScan asked = current();
        ActorRef<Command> self = context.getSelf();
        batcher.tell(LedgerRequest.lookupTransfers(ends)
                .to((LookupTransfersReply found) -> self.tell(new Ends(asked, found)))
                .withLane(Lane.BULK));
        return Behaviors.same();
    }

    private Behavior<Command> ends(LookupTransfersReply reply) {
        if (!(reply.outcome() instanceof LedgerReply.Results<Transfer> results)) {
            return later(reply);
        }
        List<PaymentId> open = current().open(results.results());
        if (!open.isEmpty()) {
            context.getLog().info("{} payments are resumed, first {}", open.size(), open.get(0));
        }
        open.forEach(resume);
        return next();
    }

    private Behavior<Command> next() {
        return current().isDone() ? Behaviors.same() : ask();
    }

    // Asks for the same page again, or for a smaller one if it was too much for the ledger.
    private Behavior<Command> later(LedgerReply<Transfer> reply) {
        current().back();
        if (reply.outcome() instanceof LedgerReply.Refused<Transfer> refused
                && refused.reason() == Refusal.TOO_MUCH_DATA) {
            current().halve();
        }
        timers.start(Retry.class, new Retry(current()), settings.maxBackoff());
        return Behaviors.same();
    }

    private ReserveScan current() {
        ReserveScan current = scan;
        if (current == null) {
            throw new IllegalStateException("no scan has begun");
        }
        return current;
    }
}
