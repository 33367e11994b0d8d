package io.ledgeractors.it.vortex;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.List;

/** The client without actors. Each request of Vortex is one call. */
final class VortexClient implements VortexLedger {
    private final LedgerClient client;

    private VortexClient(LedgerClient client) {
        this.client = client;
    }

    /** Connects to a cluster in the background, with the default settings; the client never gives up. */
    static VortexClient connect(UInt128 cluster, List<ReplicaAddress> addresses) {
        return new VortexClient(LedgerClient.create(ClientSettings.create(cluster, addresses)));
    }

    @Override
    public List<CreateAccountResult> createAccounts(List<Account> accounts) throws InterruptedException {
        return client.createAccounts(accounts);
    }

    @Override
    public List<CreateTransferResult> createTransfers(List<Transfer> transfers) throws InterruptedException {
        return client.createTransfers(transfers);
    }

    @Override
    public List<Account> lookupAccounts(List<UInt128> ids) throws InterruptedException {
        return client.lookupAccounts(ids);
    }

    @Override
    public List<Transfer> lookupTransfers(List<UInt128> ids) throws InterruptedException {
        return client.lookupTransfers(ids);
    }

    @Override
    public void close() {
        client.close();
    }
}
