package io.ledgeractors.examples.cluster;

import com.typesafe.config.Config;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.examples.payments.shop.Planned;
import io.ledgeractors.examples.payments.shop.Shop;
import io.ledgeractors.examples.payments.shop.ShopOpening;
import io.ledgeractors.examples.payments.shop.ShopProofs;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.examples.shared.Readback;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.session.ReplicaAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a run, and a session of the command with it. The ledger is one outside, or an embedded one that this
 * JVM serves. Used by one thread, which every method blocks.
 */
final class ClusterLedger implements AutoCloseable {
    private static final int IDENTITIES_FROM = 1 << 30;

    private final @Nullable EmbeddedLedger own;
    private final List<ReplicaAddress> addresses;
    private final LedgerNode reader;
    private final int identity;

    private ClusterLedger(@Nullable EmbeddedLedger own, List<ReplicaAddress> addresses, LedgerNode reader) {
        this.own = own;
        this.addresses = addresses;
        this.reader = reader;
        // Each run has a plan of its own, because the ledger keeps what an earlier run has done.
        this.identity = IDENTITIES_FROM | new SecureRandom().nextInt(IDENTITIES_FROM);
    }

    /**
     * Opens a session with the ledger, and starts the ledger if the settings name none.
     *
     * @param base the configuration of the command, whose ledger is replaced
     * @param notices takes lines for people, from any thread
     * @throws BadInputException if the ledger does not answer
     */
    static ClusterLedger open(ClusterSettings settings, Config base, Consumer<String> notices) {
        EmbeddedLedger own = settings.ledger().isEmpty()
                ? EmbeddedLedger.open(EmbeddedSettings.inMemory().withClusterId(settings.cluster()))
                : null;
        try {
            List<ReplicaAddress> addresses = own == null
                    ? settings.ledger()
                    : List.of(own.serve(ServerSettings.onFreePort()).address());
            Config config = LedgerPlace.cluster(addresses, settings.cluster()).over(base);
            return new ClusterLedger(own, addresses, LedgerNode.open(config, notices));
        } catch (RuntimeException e) {
            if (own != null) {
                own.close();
            }
            throw e;
        }
    }

    /** Returns the addresses of the replicas, in their order. */
    List<ReplicaAddress> addresses() {
        return addresses;
    }

    /** Returns the number of the shop and of the wallets of this run. */
    int identity() {
        return identity;
    }

    /**
     * Opens and funds all accounts.
     *
     * @throws NotExecutedException if the ledger refused some
     * @throws UnknownOutcomeException if nobody knows whether it has opened them
     */
    void openAccounts() {
        ShopOpening.open(reader, new Shop(identity));
        ShopOpening.open(reader.ledger(), new Wallets(identity).accounts());
    }

    /**
     * Reads the proofs from the ledger, and adds what the nodes say of their callers.
     *
     * @param views the nodes, from node 1
     */
    List<Proof> prove(List<NodeView> views) {
        Shop shop = new Shop(identity);
        Wallets wallets = new Wallets(identity);
        List<Planned> payments =
                ended(views, NodeLine.Begins::payments).mapToObj(shop::planned).toList();
        List<Transfer> transfers = ended(views, NodeLine.Begins::transfers)
                .mapToObj(wallets::transfer)
                .toList();
        Readback readback = new Readback(reader.ledger());
        List<Proof> proofs =
                new ArrayList<>(ShopProofs.of(shop, payments, readback).all());
        proofs.addAll(WalletProofs.of(wallets, transfers, readback).all());
        proofs.add(CallerProof.of(views));
        return proofs;
    }

    private static IntStream ended(List<NodeView> views, ToIntFunction<NodeLine.Begins> kind) {
        return IntStream.rangeClosed(1, views.size())
                .flatMap(node -> IntStream.range(
                                0, kind.applyAsInt(views.get(node - 1).endedBelow()))
                        .map(number -> NodeSettings.inPlan(number, node, views.size())));
    }

    @Override
    public void close() {
        reader.close();
        if (own != null) {
            own.close();
        }
    }
}
