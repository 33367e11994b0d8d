package docs.testing;

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

/** An actor of a user, which the page tests: it takes money from account 1 for account 2. */
final class Till {
    // #actor
    sealed interface Message {}

    record Take(long transferId, long amount, ActorRef<String> replyTo) implements Message {}

    private record Taken(CreateTransfersReply reply, ActorRef<String> replyTo) implements Message {}

    static Behavior<Message> create(Ledger ledger) {
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
                            ledger.ask(LedgerRequest.createTransfers(List.of(transfer)), Duration.ofSeconds(5)),
                            (reply, failure) -> new Taken(reply, take.replyTo()));
                    return Behaviors.same();
                })
                .onMessage(Taken.class, taken -> {
                    taken.replyTo().tell(answer(taken.reply()));
                    return Behaviors.same();
                })
                .build());
    }

    private static String answer(CreateTransfersReply reply) {
        if (reply.outcome() instanceof LedgerReply.Results<CreateTransferResult> results) {
            return results.results().get(0).status() == CreateTransferStatus.Created ? "thank you" : "no money";
        }
        return reply.outcome() instanceof LedgerReply.Refused ? "try again" : "ask at the desk";
    }
    // #actor

    private Till() {}
}
