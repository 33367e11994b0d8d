package io.ledgeractors.examples.cluster;

import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.examples.payments.shop.CallEnd;
import io.ledgeractors.examples.payments.shop.PaymentCall;
import io.ledgeractors.examples.payments.shop.Planned;
import io.ledgeractors.examples.payments.shop.Shop;
import io.ledgeractors.examples.shared.AskCounter;
import io.ledgeractors.examples.shared.CallWindow;
import io.ledgeractors.model.CreateTransferStatus;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;

/** The callers of one node: they make payments and transfers until they are told to stop. Thread-safe. */
final class NodeLoad {
    private static final int WINDOW = 8;
    private static final String PAUSE = "cluster-node.pause-between-calls";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final Duration LISTENING = Duration.ofSeconds(30);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final PaymentCall.Patience PATIENCE =
            new PaymentCall.Patience(DEADLINE, ANSWER_WITHIN, Integer.MAX_VALUE, LISTENING);

    private final NodeSettings settings;
    private final Consumer<NodeLine> lines;
    private final AskCounter counter = new AskCounter();
    private final AtomicLong otherwise = new AtomicLong();
    private final NodeNumbers payments;
    private final NodeNumbers transfers;
    private int paymentsBegun;
    private int transfersBegun;

    /** Creates the callers; {@code lines} takes what the node says. */
    NodeLoad(NodeSettings settings, Consumer<NodeLine> lines) {
        this.settings = settings;
        this.lines = lines;
        paymentsBegun = settings.begun().payments();
        transfersBegun = settings.begun().transfers();
        payments = new NodeNumbers(settings.ended().payments(), paymentsBegun, this::paymentsBegin);
        transfers = new NodeNumbers(settings.ended().transfers(), transfersBegun, this::transfersBegin);
    }

    private synchronized void paymentsBegin(int below) {
        paymentsBegun = below;
        lines.accept(new NodeLine.Begins(paymentsBegun, transfersBegun));
    }

    private synchronized void transfersBegin(int below) {
        transfersBegun = below;
        lines.accept(new NodeLine.Begins(paymentsBegun, transfersBegun));
    }

    /** Starts the callers. The stage completes when they were told to stop and all calls have ended. */
    CompletionStage<Void> start(ActorSystem<?> system, Accounts accounts, Payments service) {
        Shop shop = new Shop(settings.identity());
        Wallets wallets = new Wallets(settings.identity());
        Duration pause = system.settings().config().getDuration(PAUSE);
        CompletionStage<Void> paid = CallWindow.<Integer, CallEnd>start(
                system,
                payments,
                new CallWindow.Pace("payments", WINDOW, pause),
                (number, done) ->
                        PaymentCall.create(service, shop.planned(settings.inPlan(number)), PATIENCE, counter, done),
                (number, end) -> paid(number, shop.planned(settings.inPlan(number)), end));
        CompletionStage<Void> transferred = CallWindow.<Integer, CreateTransferStatus>start(
                system,
                transfers,
                new CallWindow.Pace("transfers", WINDOW, pause),
                (number, done) -> TransferCall.create(
                        accounts, wallets.transfer(settings.inPlan(number)), ANSWER_WITHIN, LISTENING, counter, done),
                this::transferred);
        return paid.thenCombine(transferred, (one, other) -> one);
    }

    private void paid(int number, Planned planned, CallEnd end) {
        if (!end.isPlanned(planned)) {
            otherwise.incrementAndGet();
            lines.accept(new NodeLine.Note("payment " + planned.number() + " (" + planned.kind() + ") ended as "
                    + end.how() + " after " + end.refusals()));
        }
        payments.ended(number);
    }

    private void transferred(int number, CreateTransferStatus status) {
        if (!status.isInLedger()) {
            otherwise.incrementAndGet();
            lines.accept(new NodeLine.Note("transfer " + settings.inPlan(number) + " ended as " + status.wireName()));
        }
        transfers.ended(number);
    }

    /** Begins no new calls, except those that an earlier node in this place may have begun. */
    void stop() {
        payments.stop();
        transfers.stop();
    }

    /** Returns what the callers have done. */
    NodeLine.Progress progress() {
        return new NodeLine.Progress(payments.below(), transfers.below(), otherwise.get(), counter.counts());
    }
}
