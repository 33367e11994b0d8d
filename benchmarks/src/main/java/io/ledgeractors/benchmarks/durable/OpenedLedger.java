package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.Waiting;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.SessionState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An embedded ledger in a directory, with the accounts of a run. Thread-safe. */
final class OpenedLedger implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final EmbeddedLedger ledger;
    private final TransferGenerator generator;

    /** Opens a ledger in {@code directory} and creates the accounts of a run in it. Blocks the caller. */
    OpenedLedger(Path directory, int size) {
        ledger = EmbeddedLedger.open(EmbeddedSettings.inDirectory(directory.resolve("ledger")));
        generator = new TransferGenerator(size);
        create(generator.accounts());
    }

    /** Creates accounts with these ids, unless they exist. Blocks the caller. */
    void createAccounts(UInt128... ids) {
        List<Account> accounts = new ArrayList<>();
        for (UInt128 id : ids) {
            accounts.add(Account.builder()
                    .id(id)
                    .ledger(TransferGenerator.LEDGER)
                    .code(TransferGenerator.CODE)
                    .build());
        }
        create(accounts);
    }

    private void create(List<Account> accounts) {
        LedgerClient client = LedgerClient.over(ledger.newSession());
        boolean isThere = Waiting.join(client.createAccountsAsync(accounts), TIMEOUT, "cannot create accounts").stream()
                .map(CreateAccountResult::status)
                .allMatch(status -> status == CreateAccountStatus.Created || status == CreateAccountStatus.Exists);
        Waiting.join(client.closeAsync(), TIMEOUT, "the session does not close");
        if (!isThere) {
            throw new BenchmarkException("cannot create the accounts");
        }
    }

    /** Opens a session and returns a request of it, without ids. Blocks the caller. */
    TransferRequest request(int size, long seed) {
        LedgerSession session = ledger.newSession();
        CompletableFuture<SessionState> registered = new CompletableFuture<>();
        session.start(state -> {
            if (state instanceof SessionState.Registered) {
                registered.complete(state);
            }
        });
        Waiting.join(registered, TIMEOUT, "no session");
        return new TransferRequest(session, generator, size, seed);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
