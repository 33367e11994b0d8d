package io.ledgeractors.examples.embedding;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An actor of the application that pays by telling the batcher, and receives the replies as its own messages. */
final class Cashier {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Cashier() {}

    /** The messages of a cashier. */
    sealed interface Command {}

    /** Pays, and replies with the outcome in words. */
    record Pay(Transfer transfer, ActorRef<String> replyTo) implements Command {}

    private record Paid(Pay pay, CreateTransfersReply reply) implements Command {}

    static Behavior<Command> create(ActorRef<LedgerBatcher.Command> batcher) {
        return Behaviors.setup(context -> Behaviors.receive(Command.class)
                .onMessage(Pay.class, pay -> {
                    ActorRef<Command> self = context.getSelf();
                    // The callback runs on the thread of the batcher, so it only sends a message.
                    batcher.tell(LedgerRequest.createTransfers(List.of(pay.transfer()))
                            .to((CreateTransfersReply reply) -> self.tell(new Paid(pay, reply)))
                            .withTimeout(PATIENCE));
                    return Behaviors.same();
                })
                .onMessage(Paid.class, paid -> {
                    paid.pay().replyTo().tell(inWords(paid.reply().outcome()));
                    return Behaviors.same();
                })
                .build());
    }

    private static String inWords(LedgerReply.Outcome<CreateTransferResult> outcome) {
        if (outcome instanceof LedgerReply.Results<CreateTransferResult> results) {
            return results.results().get(0).status().wireName();
        }
        if (outcome instanceof LedgerReply.Refused<CreateTransferResult> refused) {
            return "refused, nothing was paid: " + refused.message();
        }
        return "unknown whether it was paid: " + ((LedgerReply.Unknown<CreateTransferResult>) outcome).message();
    }
}
