package io.ledgeractors.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.Hedge;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks that a session follows a cluster of three to its next primary, and each request is executed once. */
@Timeout(60)
class ChangingPrimaryIT {
    private static final int ROUNDS = 12;

    private final IdGenerator ids = new IdGenerator();
    private final UInt128 debit = ids.next();
    private final UInt128 credit = ids.next();
    private ScriptedCluster cluster;
    private OpenSession session;
    private int paid;

    @BeforeEach
    void open() throws IOException {
        cluster = new ScriptedCluster();
        session = OpenSession.register(NativeSession.create(ClientSettings.create(UInt128.ZERO, cluster.addresses())));
        session.ask(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(debit), Bodies.account(credit))));
    }

    @AfterEach
    void close() throws IOException {
        session.close();
        cluster.close();
    }

    @Test
    void shouldFollowTheViewToTheNextPrimary() {
        pay();
        assertThatSessionIsIn(3);
        cluster.changeView(4);
        pay();
        assertThatSessionIsIn(4);
        cluster.changeView(8);
        pay();
        assertThatSessionIsIn(8);
        assertThatAllIsPaid();
    }

    @Test
    void shouldIgnoreTheSecondCopyOfAReply() {
        for (int i = 0; i < 300; i++) {
            pay();
        }
        assertThat(cluster.copies()).isGreaterThan(150);
        assertThatSessionIsIn(3);
        assertThatAllIsPaid();
    }

    @Test
    void shouldGetTheLostReplyFromTheNextPrimary() {
        cluster.loseNextReply(() -> cluster.changeView(5));
        pay();
        assertThatSessionIsIn(5);
        assertThatAllIsPaid();
    }

    @Test
    void shouldGoOnWhenThePrimaryIsKilledAndWhenItComesBack() throws IOException {
        cluster.kill(0);
        cluster.changeView(4);
        pay();
        cluster.revive(0);
        cluster.kill(2);
        cluster.changeView(6);
        pay();
        assertThatSessionIsIn(6);
        assertThatAllIsPaid();
    }

    @Test
    void shouldRegisterThroughWhicheverReplicaIsThePrimary() throws IOException {
        cluster.changeView(5);
        cluster.kill(0);
        try (OpenSession late =
                OpenSession.register(NativeSession.create(ClientSettings.create(UInt128.ZERO, cluster.addresses())))) {
            assertThat(((SessionState.Registered) late.state()).view()).isEqualTo(5);
        }
    }

    @Test
    void shouldSendToThePrimaryWhateverTheOrderOfTheAddresses() {
        List<ReplicaAddress> addresses = new ArrayList<>(cluster.addresses());
        for (int i = 1; i < ScriptedCluster.REPLICAS; i++) {
            Collections.rotate(addresses, 1);
            openAt(addresses);
            for (int n = 0; n < 20; n++) {
                pay();
            }
            long number = ((SessionState.Registered) session.state()).session();
            assertThat(cluster.countOfMisdirected(number)).isZero();
            cluster.changeView(cluster.view() + 1);
            pay();
            assertThatSessionIsIn(cluster.view());
        }
        assertThatAllIsPaid();
    }

    @Test
    void shouldPayOnceWhateverTheClusterGoesThroughInAWrongOrder() throws IOException {
        List<ReplicaAddress> addresses = new ArrayList<>(cluster.addresses());
        Collections.reverse(addresses);
        openAt(addresses);
        payThroughChanges();
    }

    private void openAt(List<ReplicaAddress> addresses) {
        session.close();
        session = OpenSession.register(NativeSession.create(ClientSettings.create(UInt128.ZERO, addresses)));
    }

    @Test
    void shouldPayOnceWhateverTheClusterGoesThrough() throws IOException {
        payThroughChanges();
    }

    @Test
    void shouldPayOnceWhenFirstCopiesGoToTwoReplicas() throws IOException {
        session.close();
        session = OpenSession.register(NativeSession.create(
                ClientSettings.create(UInt128.ZERO, cluster.addresses()).withHedge(Hedge.ALWAYS)));
        payThroughChanges();
    }

    private void payThroughChanges() throws IOException {
        long seed = Long.getLong("ledger.seed", 20_261_121);
        System.out.println("changing primary: -Dledger.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int next = cluster.view() + 1 + random.nextInt(4);
            int dead = random.nextInt(ScriptedCluster.REPLICAS);
            if (random.nextBoolean()) {
                cluster.loseNextReply(() -> killAndChange(dead, next));
            } else {
                killAndChange(dead, next);
            }
            pay();
            pay();
            cluster.revive(dead);
        }
        assertThatAllIsPaid();
    }

    // A dead replica cannot be the primary: the cluster moves on to the next view.
    private void killAndChange(int dead, int next) {
        cluster.changeView(next % ScriptedCluster.REPLICAS == dead ? next + 1 : next);
        try {
            cluster.kill(dead);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pay() {
        var reply = session.ask(
                Operation.CREATE_TRANSFERS, Bodies.transfers(List.of(Bodies.transfer(ids.next(), debit, credit, 1))));
        assertThat(Bodies.transferResults(reply))
                .extracting(CreateTransferResult::status)
                .containsExactly(CreateTransferStatus.Created);
        paid++;
    }

    private void assertThatAllIsPaid() {
        assertThat(Bodies.accountsOf(session.ask(Operation.LOOKUP_ACCOUNTS, Bodies.ids(debit))))
                .extracting(Account::debitsPosted)
                .containsExactly(UInt128.of(paid));
    }

    private void assertThatSessionIsIn(int view) {
        assertThat(session.state()).isInstanceOfSatisfying(SessionState.Registered.class, state -> {
            assertThat(state.view()).isEqualTo(view);
            assertThat(state.replica()).isEqualTo(view % ScriptedCluster.REPLICAS);
        });
    }
}
