package io.ledgeractors.cli;

import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;

/** An empty ledger in memory that several commands of a test use one after another, over TCP. */
public final class SharedLedger implements AutoCloseable {
    private final EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
    private final LedgerServer server = ledger.serve(ServerSettings.onFreePort());
    private final LedgerClient client = LedgerClient.over(ledger.newSession());

    public SharedLedger() {
        // The first reply arrives once the session is open.
        accounts();
    }

    /** Returns the value for {@code --addresses}. */
    public String address() {
        return server.address().toString();
    }

    /** Creates accounts 1 to {@code count} of ledger 1 with code 1. */
    public void createAccounts(int count) {
        for (int id = 1; id <= count; id++) {
            client.createAccountsAsync(List.of(Account.builder()
                            .id(UInt128.of(id))
                            .ledger(1)
                            .code(1)
                            .build()))
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Returns all transfers, oldest first. */
    public List<Transfer> transfers() {
        return client.queryTransfersAsync(QueryFilter.builder().limit(8_000).build())
                .toCompletableFuture()
                .join();
    }

    /** Returns the amounts of all transfers, oldest first. */
    public List<String> amounts() {
        return transfers().stream()
                .map(transfer -> transfer.amount().toString())
                .toList();
    }

    /** Returns all accounts, oldest first. */
    public List<Account> accounts() {
        return client.queryAccountsAsync(QueryFilter.builder().limit(8_000).build())
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        client.close();
        ledger.close();
    }
}
