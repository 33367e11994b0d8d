package io.ledgeractors.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.client.Transport;
import io.ledgeractors.it.ServerUnderTest;
import io.ledgeractors.it.wire.Relay.Side;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Cuts the connection at every byte of a register, a request and their replies. Every request must end with the reply
 * to its only execution. Sessions mostly wait for their next connection, so many are cut at once.
 */
@Timeout(180)
class CutConnectionsIT {
    // A real server takes 32 connections by default.
    private static final int AT_ONCE = ServerUnderTest.isOutside() ? 16 : 32;

    private static final int PING = 256;
    private static final int REGISTER = 512;
    private static final int REGISTER_REPLY = 320;
    private static final int REQUEST = 256 + 2 * 128;
    private static final int REPLY = 256 + 2 * 16;

    private final ExecutorService testers = Executors.newFixedThreadPool(AT_ONCE);
    private final IdGenerator ids = new IdGenerator();
    private final UInt128 debit = ids.next();
    private final UInt128 credit = ids.next();
    private ServerUnderTest server;

    @BeforeEach
    void serve() {
        server = ServerUnderTest.start(UInt128.ZERO);
    }

    @AfterEach
    void stop() {
        testers.shutdownNow();
        server.close();
    }

    @Test
    void shouldExecuteARequestOnceWhereverItOrItsReplyIsCut() throws Exception {
        List<Cut> cuts = new ArrayList<>();
        IntStream.rangeClosed(0, REQUEST).forEach(at -> cuts.add(new Cut(Side.CLIENT, at)));
        IntStream.rangeClosed(0, REPLY).forEach(at -> cuts.add(new Cut(Side.SERVER, at)));
        try (OpenSession session = OpenSession.register(session(server))) {
            session.ask(
                    Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(debit), Bodies.account(credit))));
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int first = 0; first < AT_ONCE; first++) {
                tasks.add(requestsCutAt(cuts, first));
            }
            runAll(tasks);
            ByteBuffer found = session.ask(Operation.LOOKUP_ACCOUNTS, Bodies.ids(debit, credit));
            assertThat(Bodies.accountsOf(found))
                    .extracting(Account::debitsPosted)
                    .containsExactly(UInt128.of(cuts.size()), UInt128.ZERO);
        }
    }

    @Test
    void shouldRegisterWhereverTheRegisterOrItsReplyIsCut() throws Exception {
        List<Cut> cuts = new ArrayList<>();
        IntStream.rangeClosed(0, PING + REGISTER).forEach(at -> cuts.add(new Cut(Side.CLIENT, at)));
        IntStream.rangeClosed(0, PING + REGISTER_REPLY).forEach(at -> cuts.add(new Cut(Side.SERVER, at)));
        List<Callable<Void>> tasks = new ArrayList<>();
        int atOnce = ServerUnderTest.isOutside() ? 4 : AT_ONCE;
        for (int first = 0; first < atOnce; first++) {
            tasks.add(registersCutAt(cuts, first, atOnce));
        }
        runAll(tasks);
    }

    private record Cut(Side side, int at) {}

    // Makes every AT_ONCE-th of the cuts in one session.
    private Callable<Void> requestsCutAt(List<Cut> cuts, int first) {
        return () -> {
            try (Relay relay = new Relay(server.address());
                    OpenSession session = OpenSession.register(session(relay, server))) {
                for (int i = first; i < cuts.size(); i += AT_ONCE) {
                    Cut cut = cuts.get(i);
                    relay.cutAfter(cut.side(), cut.at());
                    ByteBuffer reply = session.ask(
                            Operation.CREATE_TRANSFERS,
                            Bodies.transfers(List.of(Bodies.transfer(ids.next(), debit, credit, 1))));
                    assertThat(Bodies.transferResults(reply))
                            .as("%s", cut)
                            .extracting(CreateTransferResult::status)
                            .containsExactly(CreateTransferStatus.Created);
                    assertThat(relay.awaitCut()).as("%s", cut).isTrue();
                }
            }
            return null;
        };
    }

    // Each cut has a session of its own. In a common ledger the sessions would evict each other, so each task has its
    // own ledger. An outside server is asked by few tasks at once.
    private Callable<Void> registersCutAt(List<Cut> cuts, int first, int atOnce) {
        return () -> {
            try (ServerUnderTest own = ServerUnderTest.start(UInt128.ZERO)) {
                for (int i = first; i < cuts.size(); i += atOnce) {
                    registerCutAt(cuts.get(i), own);
                }
            }
            return null;
        };
    }

    private static void registerCutAt(Cut cut, ServerUnderTest at) throws IOException, InterruptedException {
        try (Relay relay = new Relay(at.address())) {
            relay.cutAfter(cut.side(), cut.at());
            try (OpenSession session = OpenSession.register(session(relay, at))) {
                session.ask(Operation.LOOKUP_ACCOUNTS, Bodies.ids());
                assertThat(relay.awaitCut()).as("%s", cut).isTrue();
            }
        }
    }

    private void runAll(List<Callable<Void>> tasks) throws Exception {
        for (Future<Void> done : testers.invokeAll(tasks)) {
            done.get();
        }
    }

    private static LedgerSession session(ServerUnderTest at) {
        return NativeSession.create(ClientSettings.create(at.cluster(), List.of(at.address())));
    }

    private static LedgerSession session(Relay relay, ServerUnderTest behind) {
        return NativeSession.create(ClientSettings.create(behind.cluster(), List.of(relay.address()))
                .withTransport(Transport.NIO));
    }
}
