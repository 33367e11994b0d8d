package io.ledgeractors.benchmarks.nodes;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.benchmarks.asks.AskLoop;
import io.ledgeractors.benchmarks.asks.TransferReplies;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Account entities, asked by {@code EntityRef.ask} from callbacks. */
final class EntityAsks extends AskLoop {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Accounts accounts;
    private final Supplier<EntityTransfers.Next> transfers;

    EntityAsks(Accounts accounts, Supplier<EntityTransfers.Next> transfers) {
        this.accounts = accounts;
        this.transfers = transfers;
    }

    @Override
    public String name() {
        return "entities";
    }

    @Override
    public void ask(Consumer<@Nullable String> done) {
        EntityTransfers.Next next = transfers.get();
        accounts.entity(next.debitAccountId())
                .<CreateTransfersReply>ask(replyTo -> new AccountEntity.Transfer(next.movement(), replyTo), TIMEOUT)
                .whenComplete((reply, error) -> done.accept(TransferReplies.failure(reply, error)));
    }

    @Override
    public void close() {
        // the node ends its system
    }
}
