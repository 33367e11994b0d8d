package com.example.till;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A till that takes money from account 1 for account 2. */
public final class Till {
    /** A message for the till. */
    public sealed interface Message {}

    /** Takes an amount. The same id takes it once, however often it is sent. */
    public record Take(long transferId, long amount, ActorRef<Answer> replyTo) implements Message {}

    private record Taken(CreateTransfersReply reply, ActorRef<Answer> replyTo) implements Message {}

    /** The till answers a customer with one of these. */
    public enum Answer {
        /** The money was taken. */
        THANK_YOU,
        /** There is not enough money, and nothing was taken. */
        NO_MONEY,
        /** Nothing was taken. Try again. */
        TRY_AGAIN,
        /** Nobody knows yet whether the money was taken. Send the same id again. */
        ASK_AGAIN
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Till() {}

    /** Returns the behavior of a till that uses this ledger. */
    public static Behavior<Message> create(Ledger ledger) {
        return Behaviors.setup(context -> Behaviors.receive(Message.class)
                .onMessage(Take.class, take -> {
                    Transfer transfer = Transfer.builder()
                            .id(take.transferId())
                            .debitAccountId(1)
                            .creditAccountId(2)
                            .amount(take.amount())
                            .ledger(1)
                            .code(1)
                            .build();
                    context.pipeToSelf(
                            ledger.ask(LedgerRequest.createTransfers(List.of(transfer)), PATIENCE),
                            (reply, failure) -> new Taken(reply, take.replyTo()));
                    return Behaviors.same();
                })
                .onMessage(Taken.class, taken -> {
                    taken.replyTo().tell(answer(taken.reply()));
                    return Behaviors.same();
                })
                .build());
    }

    private static Answer answer(CreateTransfersReply reply) {
        if (reply.outcome() instanceof LedgerReply.Results<CreateTransferResult> results) {
            CreateTransferStatus status = results.results().get(0).status();
            boolean isTaken = status == CreateTransferStatus.Created || status == CreateTransferStatus.Exists;
            return isTaken ? Answer.THANK_YOU : Answer.NO_MONEY;
        }
        return reply.outcome() instanceof LedgerReply.Refused ? Answer.TRY_AGAIN : Answer.ASK_AGAIN;
    }
}
