package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs peers that begin large frames and do not finish them against a server with little memory. A good client is
 * served all the time, memory stays bounded, and SIGTERM ends the server. It tests several heap sizes with {@code
 * -Dledger.memory.attack=true}.
 */
@Timeout(300)
class MemoryAttackIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final int SESSIONS = 40;

    @TempDir
    private Path home;

    private final long seed = Long.getLong("ledger.seed", 20_261_129);
    private final Random random = new Random(seed);
    private final List<Socket> peers = new ArrayList<>();

    @Test
    void shouldServeAGoodClientWithALittleHeap() throws Exception {
        attack("64m", 255, false, Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({"512m,255,false", "256m,255,false", "64m,255,false", "512m,1000,true", "256m,1000,true", "64m,1000,true"
    })
    void shouldServeAGoodClientWithAnyHeap(String heap, int connections, boolean isMixed) throws Exception {
        assumeThat(Boolean.getBoolean("ledger.memory.attack"))
                .as("several heaps and 1,000 connections need -Dledger.memory.attack=true")
                .isTrue();
        attack(heap, connections, isMixed, Duration.ofSeconds(8));
    }

    /**
     * The server keeps the last reply of each session, whatever its size. 64 full replies do not fit into this heap.
     */
    @Test
    void shouldEndWithACodeOfItsOwnWhenMemoryRunsOutAndLoseNothing() throws Exception {
        assumeThat(Boolean.getBoolean("ledger.memory.attack"))
                .as("want of memory needs -Dledger.memory.attack=true")
                .isTrue();
        Path data = home.resolve("exhausted");
        int paid;
        try (ForkedLedger server =
                ForkedLedger.startWithHeap("56m", "start", "--addresses", "127.0.0.1:0", "--data", data.toString())) {
            ReplicaAddress address = server.awaitAddress();
            try (Payer payer = new Payer(address)) {
                payer.payFor(Duration.ofMillis(500));
                paid = payer.transfers();
            }
            List<LedgerClient> readers = new ArrayList<>();
            for (int i = 0; i < 63 && server.isAlive(); i++) {
                LedgerClient reader = LedgerClient.create(ClientSettings.create(UInt128.ZERO, List.of(address)));
                readers.add(reader);
                reader.queryTransfersAsync(
                        QueryFilter.builder().ledger(1).limit(8_189).build());
            }
            assertThat(server.await()).as(server.output()).isEqualTo(4);
            assertThat(server.output()).contains("What was acknowledged is safe");
            readers.forEach(LedgerClient::close);
        }
        try (EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inDirectory(data));
                LedgerClient client = LedgerClient.over(ledger.newSession())) {
            client.awaitReady(AT_ONCE);
            int found = 0;
            long from = 0;
            List<Transfer> page;
            do {
                page = client.queryTransfers(QueryFilter.builder()
                        .ledger(1)
                        .timestampMin(from)
                        .limit(8_189)
                        .build());
                found += page.size();
                from = page.isEmpty() ? from : page.get(page.size() - 1).timestamp() + 1;
            } while (!page.isEmpty());
            assertThat(found).isEqualTo(paid);
        }
    }

    private void attack(String heap, int connections, boolean isMixed, Duration time) throws Exception {
        System.out.println("memory attack: -Xmx" + heap + ", " + connections + " connections, -Dledger.seed=" + seed);
        Path data = home.resolve(heap + connections);
        try (ForkedLedger server =
                ForkedLedger.startWithHeap(heap, "start", "--addresses", "127.0.0.1:0", "--data", data.toString())) {
            ReplicaAddress address = server.awaitAddress();
            try (Payer payer = new Payer(address)) {
                for (int i = 0; i < connections; i++) {
                    begin(
                            address,
                            isMixed ? 5_000 + random.nextInt(Header.BODY_MAX - 5_000) : Header.BODY_MAX,
                            isMixed);
                }
                payer.payFor(time);
                for (int i = 0; i < SESSIONS; i++) {
                    beginInASession(address);
                }
                payer.payFor(time);
                System.out.println("  " + payer.requests() + " requests, the slowest within "
                        + payer.slowest().toMillis() + " ms");
                assertThat(payer.slowest()).as(server.output()).isLessThan(AT_ONCE);
                assertThat(server.output()).doesNotContain("OutOfMemory");
                assertThat(residentBytes(server)).isLessThan((2L * mebibytes(heap) + 250) << 20);
            } finally {
                long began = System.nanoTime();
                int exit = server.isAlive() ? server.terminate() : -1;
                assertThat(exit).as(server.output()).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
            }
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }

    /** Sends a header that announces a body, from a client without a session, and a part of the body. */
    private void begin(ReplicaAddress address, int body, boolean isPart) throws IOException {
        Socket socket = connect(address);
        ByteBuffer header = request(UInt128.of(random.nextLong(), random.nextLong()), 1, UInt128.ZERO, body);
        try {
            socket.getOutputStream().write(header.array());
            socket.getOutputStream().write(new byte[isPart ? random.nextInt(Math.min(body, 20_000)) : 100]);
        } catch (SocketException closed) {
            socket.close(); // the server closed it in favor of another connection
        }
    }

    /** Registers, then sends a header that announces a body. */
    private void beginInASession(ReplicaAddress address) throws IOException {
        Socket socket = connect(address);
        UInt128 client = UInt128.of(random.nextLong(), random.nextLong());
        ByteBuffer register = Bytes.allocate(2 * Header.SIZE);
        Header.begin(register, 0, Command.REQUEST, UInt128.ZERO, Release.CLIENT);
        Bytes.putU128(register, Header.Request.CLIENT, client);
        register.put(Header.Request.OPERATION, (byte) Operation.REGISTER.code());
        Header.body(register, 0, Header.SIZE, Checksum.of(register, Header.SIZE, Header.SIZE));
        Header.seal(register, 0);
        socket.getOutputStream().write(register.array());
        byte[] bytes = new byte[Header.SIZE + Operation.REGISTER.resultSize()];
        new DataInputStream(socket.getInputStream()).readFully(bytes);
        ByteBuffer reply = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        UInt128 parent = Bytes.getU128(reply, Header.Reply.CONTEXT);
        long session = reply.getLong(Header.Reply.COMMIT);
        socket.getOutputStream()
                .write(request(client, session, parent, Header.BODY_MAX).array());
        socket.getOutputStream().write(new byte[500_000]);
    }

    private Socket connect(ReplicaAddress address) throws IOException {
        Socket socket = new Socket(address.host(), address.port());
        socket.setSoTimeout(10_000);
        peers.add(socket);
        return socket;
    }

    private static ByteBuffer request(UInt128 client, long session, UInt128 parent, int body) {
        ByteBuffer header = Bytes.allocate(Header.SIZE);
        Header.begin(header, 0, Command.REQUEST, UInt128.ZERO, Release.CLIENT);
        Bytes.putU128(header, Header.Request.CLIENT, client);
        Bytes.putU128(header, Header.Request.PARENT, parent);
        header.putLong(Header.Request.SESSION, session);
        header.putInt(Header.Request.REQUEST, 1);
        header.put(Header.Request.OPERATION, (byte) Operation.CREATE_TRANSFERS.code());
        Header.body(header, 0, body, UInt128.of(1));
        Header.seal(header, 0);
        return header;
    }

    private static long residentBytes(ForkedLedger server) throws IOException {
        Path status = Path.of("/proc", Long.toString(server.pid()), "status");
        if (!Files.exists(status)) {
            return 0; // the system is not Linux
        }
        String line = Files.readAllLines(status).stream()
                .filter(each -> each.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
    }

    private static int mebibytes(String heap) {
        return Integer.parseInt(heap.substring(0, heap.length() - 1));
    }
}
