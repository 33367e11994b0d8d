package io.ledgeractors.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.client.Transport;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.it.wire.Relay.Side;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
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
 * The connection is cut at every byte of a register, a request and their replies: every request ends in the reply to
 * its one execution. Sessions mostly wait for their next connection, so many are cut at once.
 */
@Timeout(60)
class CutConnectionsIT {
    private static final int AT_ONCE = 32;
    private static final UInt128 DEBIT = UInt128.of(1);
    private static final UInt128 CREDIT = UInt128.of(2);

    private static final int PING = 256;
    private static final int REGISTER = 512;
    private static final int REGISTER_REPLY = 320;
    private static final int REQUEST = 256 + 2 * 128;
    private static final int REPLY = 256 + 2 * 16;

    private final ExecutorService testers = Executors.newFixedThreadPool(AT_ONCE);
    private EmbeddedLedger ledger;
    private LedgerServer server;

    @BeforeEach
    void serve() {
        ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
        server = ledger.serve(ServerSettings.onFreePort());
    }

    @AfterEach
    void stop() {
        testers.shutdownNow();
        ledger.close();
    }

    @Test
    void shouldExecuteARequestOnceWhereverItOrItsReplyIsCut() throws Exception {
        List<Cut> cuts = new ArrayList<>();
        IntStream.rangeClosed(0, REQUEST).forEach(at -> cuts.add(new Cut(Side.CLIENT, at)));
        IntStream.rangeClosed(0, REPLY).forEach(at -> cuts.add(new Cut(Side.SERVER, at)));
        try (OpenSession session = OpenSession.register(session(server))) {
            session.ask(
                    Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(DEBIT), Bodies.account(CREDIT))));
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int first = 0; first < AT_ONCE; first++) {
                tasks.add(requestsCutAt(cuts, first));
            }
            runAll(tasks);
            ByteBuffer found = session.ask(Operation.LOOKUP_ACCOUNTS, Bodies.ids(DEBIT, CREDIT));
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
        for (int first = 0; first < AT_ONCE; first++) {
            tasks.add(registersCutAt(cuts, first));
        }
        runAll(tasks);
    }

    private record Cut(Side side, int at) {}

    // One session and every AT_ONCE-th of the cuts.
    private Callable<Void> requestsCutAt(List<Cut> cuts, int first) {
        return () -> {
            try (Relay relay = new Relay(server.address());
                    OpenSession session = OpenSession.register(session(relay))) {
                for (int i = first; i < cuts.size(); i += AT_ONCE) {
                    Cut cut = cuts.get(i);
                    relay.cutAfter(cut.side(), cut.at());
                    ByteBuffer reply = session.ask(
                            Operation.CREATE_TRANSFERS,
                            Bodies.transfers(List.of(Bodies.transfer(UInt128.of(1_000 + i), DEBIT, CREDIT, 1))));
                    assertThat(Bodies.transferResults(reply))
                            .as("%s", cut)
                            .extracting(CreateTransferResult::status)
                            .containsExactly(CreateTransferStatus.Created);
                    assertThat(relay.isCut()).as("%s", cut).isTrue();
                }
            }
            return null;
        };
    }

    // A session for each; and a ledger of their own, because in a common one they would evict each other.
    private Callable<Void> registersCutAt(List<Cut> cuts, int first) {
        return () -> {
            try (EmbeddedLedger own = EmbeddedLedger.open(EmbeddedSettings.inMemory());
                    LedgerServer at = own.serve(ServerSettings.onFreePort())) {
                for (int i = first; i < cuts.size(); i += AT_ONCE) {
                    registerCutAt(cuts.get(i), at);
                }
            }
            return null;
        };
    }

    private static void registerCutAt(Cut cut, LedgerServer at) throws IOException {
        try (Relay relay = new Relay(at.address())) {
            relay.cutAfter(cut.side(), cut.at());
            try (OpenSession session = OpenSession.register(session(relay))) {
                session.ask(Operation.LOOKUP_ACCOUNTS, Bodies.ids());
                assertThat(relay.isCut()).as("%s", cut).isTrue();
            }
        }
    }

    private void runAll(List<Callable<Void>> tasks) throws Exception {
        for (Future<Void> done : testers.invokeAll(tasks)) {
            done.get();
        }
    }

    private static LedgerSession session(LedgerServer at) {
        return NativeSession.create(ClientSettings.create(UInt128.ZERO, List.of(at.address())));
    }

    private static LedgerSession session(Relay at) {
        return NativeSession.create(
                ClientSettings.create(UInt128.ZERO, List.of(at.address())).withTransport(Transport.NIO));
    }
}
