package io.ledgeractors.examples.cluster;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.examples.shared.AskCounter;
import io.ledgeractors.examples.shared.CallerAsks;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The caller of one transfer. It asks the entity of the debited account, and sends the same transfer again if its
 * outcome is unknown, if it was refused because it could not be executed now, or if no reply comes in time.
 */
final class TransferCall extends AbstractBehavior<TransferCall.Message> {
    private static final Duration AGAIN_AFTER = Duration.ofMillis(200);

    /** The messages of this actor. */
    sealed interface Message {}

    private record Replied(CreateTransfersReply reply) implements Message {}

    private record TimedOut(int ask) implements Message {}

    private enum Again implements Message {
        INSTANCE
    }

    private enum Enough implements Message {
        INSTANCE
    }

    private final TimerScheduler<Message> timers;
    private final Accounts accounts;
    private final Transfer transfer;
    private final Duration answerWithin;
    private final Duration listening;
    private final CallerAsks asks;
    private final Consumer<CreateTransferStatus> done;
    private final ActorRef<CreateTransfersReply> replies;

    private TransferCall(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Accounts accounts,
            Transfer transfer,
            Duration answerWithin,
            Duration listening,
            AskCounter counter,
            Consumer<CreateTransferStatus> done) {
        super(context);
        this.timers = timers;
        this.accounts = accounts;
        this.transfer = transfer;
        this.answerWithin = answerWithin;
        this.listening = listening;
        this.asks = new CallerAsks(counter);
        this.done = done;
        this.replies = context.messageAdapter(CreateTransfersReply.class, Replied::new);
        ask();
    }

    /**
     * Returns the caller of a transfer, which asks at once.
     *
     * @param answerWithin time after which a caller without a reply asks again
     * @param listening time for which the caller counts replies after the transfer has ended
     * @param counter counts its asks
     * @param done takes the status of the transfer once
     */
    static Behavior<Message> create(
            Accounts accounts,
            Transfer transfer,
            Duration answerWithin,
            Duration listening,
            AskCounter counter,
            Consumer<CreateTransferStatus> done) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers ->
                new TransferCall(context, timers, accounts, transfer, answerWithin, listening, counter, done)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Replied.class, replied -> {
                    if (asks.answered()) {
                        onReply(replied.reply());
                    }
                    return this;
                })
                .onMessage(TimedOut.class, timedOut -> {
                    if (asks.timedOut(timedOut.ask())) {
                        ask();
                    }
                    return this;
                })
                .onMessage(Again.class, again -> {
                    ask();
                    return this;
                })
                .onMessage(Enough.class, enough -> Behaviors.stopped())
                .build();
    }

    private void onReply(CreateTransfersReply reply) {
        if (reply.outcome() instanceof LedgerReply.Results<CreateTransferResult> results) {
            timers.cancelAll();
            timers.startSingleTimer(Enough.INSTANCE, listening);
            done.accept(results.results().get(0).status());
        } else {
            timers.startSingleTimer(Again.INSTANCE, AGAIN_AFTER);
        }
    }

    private void ask() {
        timers.startSingleTimer(TimedOut.class, new TimedOut(asks.ask()), answerWithin);
        AccountEntity.Movement movement = new AccountEntity.Movement(
                transfer.id(),
                transfer.creditAccountId(),
                transfer.amount(),
                transfer.ledger(),
                transfer.code(),
                UserData.NONE);
        accounts.entity(transfer.debitAccountId()).tell(new AccountEntity.Transfer(movement, replies));
    }
}
