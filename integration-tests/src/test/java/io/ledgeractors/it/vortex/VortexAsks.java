package io.ledgeractors.it.vortex;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerHandle;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The batcher of an actor system. Each event of a request of Vortex is an ask of its own, and a chain of linked events
 * is one ask. All asks have one order key, so the ledger executes them in the order of the events. The results are
 * joined in that order.
 */
final class VortexAsks implements VortexLedger {
    private final ActorSystem<Void> system;
    private final LedgerHandle handle;

    private VortexAsks(ActorSystem<Void> system) {
        this.system = system;
        this.handle = Ledger.get(system).newHandle();
    }

    /** Connects to a cluster in the background, with the default settings; the batcher never gives up. */
    static VortexAsks connect(UInt128 cluster, List<ReplicaAddress> addresses) {
        return new VortexAsks(ActorSystem.create(Behaviors.empty(), "vortex", settings(cluster, addresses)));
    }

    private static Config settings(UInt128 cluster, List<ReplicaAddress> addresses) {
        Map<String, Object> own = Map.of(
                "ledger-actors.connection",
                "cluster",
                "ledger-actors.cluster.cluster-id",
                cluster.toString(),
                "ledger-actors.cluster.addresses",
                addresses.stream().map(ReplicaAddress::toString).collect(Collectors.joining(",")),
                // Vortex ends its driver by SIGTERM while a request may wait for a cluster that is down.
                "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook",
                "off");
        return ConfigFactory.parseMap(own).withFallback(ConfigFactory.load());
    }

    @Override
    public List<CreateAccountResult> createAccounts(List<Account> accounts) {
        return ask(
                VortexChains.split(accounts, account -> (account.flags() & AccountFlags.LINKED) != 0),
                LedgerRequest::createAccounts);
    }

    @Override
    public List<CreateTransferResult> createTransfers(List<Transfer> transfers) {
        return ask(
                VortexChains.split(transfers, transfer -> (transfer.flags() & TransferFlags.LINKED) != 0),
                LedgerRequest::createTransfers);
    }

    @Override
    public List<Account> lookupAccounts(List<UInt128> ids) {
        return ask(VortexChains.split(ids, id -> false), LedgerRequest::lookupAccounts);
    }

    @Override
    public List<Transfer> lookupTransfers(List<UInt128> ids) {
        return ask(VortexChains.split(ids, id -> false), LedgerRequest::lookupTransfers);
    }

    private <E, R, P extends LedgerReply<R>> List<R> ask(
            List<List<E>> parts, Function<List<E>, LedgerRequest<P>> requestOf) {
        // The list is complete before the first wait, so that all asks are under way together.
        List<CompletableFuture<P>> replies = parts.stream()
                .map(requestOf)
                .map(handle::ask)
                .map(CompletionStage::toCompletableFuture)
                .toList();
        return replies.stream()
                .flatMap(reply -> reply.join().orThrow().stream())
                .toList();
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
