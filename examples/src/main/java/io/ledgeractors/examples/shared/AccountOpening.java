package io.ledgeractors.examples.shared;

import io.ledgeractors.actors.CreateAccountsReply;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.model.Account;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** Opens accounts through their entities, many at a time, so that the batcher needs few requests. Blocks the caller. */
public final class AccountOpening {
    private static final int WINDOW = 4_096;

    private final Accounts accounts;
    private final EntityAsks asks;

    /** Creates an instance that asks the entities of {@code accounts}. */
    public AccountOpening(Accounts accounts, EntityAsks asks) {
        this.accounts = accounts;
        this.asks = asks;
    }

    /**
     * Opens accounts.
     *
     * @return the outcomes
     */
    public Tally open(List<Account> wanted, Progress progress) {
        List<Consumer<ActorRef<CreateAccountsReply>>> opens =
                wanted.stream().map(this::open).toList();
        Tally tally = new Tally();
        asks.ask("accounts", opens, WINDOW, progress).forEach(result -> tally.add(result.status()));
        return tally;
    }

    private Consumer<ActorRef<CreateAccountsReply>> open(Account account) {
        UserData userData = new UserData(account.userData128(), account.userData64(), account.userData32());
        return replyTo -> accounts.entity(account.id())
                .tell(new AccountEntity.Open(account.ledger(), account.code(), account.flags(), userData, replyTo));
    }
}
