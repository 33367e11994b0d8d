package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.replica.ExpiryPass;
import io.ledgeractors.embedded.server.MemoryConnection;
import io.ledgeractors.embedded.server.MemoryPeer;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.tck.time.ManualClock;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A ledger that works step by step, with clients whose connections are in memory. */
class SteppedLedgerTest {
    private final ManualClock clock = new ManualClock();
    private final EmbeddedSettings settings = EmbeddedSettings.inDirectory(Path.of("ledger"))
            .withFreeSpaceWarning(0)
            .withClock(clock);

    private MemoryDisk disk = new MemoryDisk();
    private SteppedLedger ledger = SteppedLedger.open(settings, disk);
    private final WireClient client = new WireClient(7);
    private Line line = new Line();

    /** The client's end of a connection. */
    private final class Line implements MemoryPeer {
        final Queue<ByteBuffer> frames = new ArrayDeque<>();
        final List<String> ends = new ArrayList<>();
        final MemoryConnection connection = ledger.connect(this);

        @Override
        public void receive(ByteBuffer frame) {
            frames.add(Bytes.allocate(frame.limit()).put(0, frame, 0, frame.limit()));
        }

        @Override
        public void closed(String why) {
            ends.add(why);
        }

        void send(ByteBuffer frame) {
            connection.receive(frame.duplicate());
        }

        @Nullable
        ByteBuffer answer() {
            ledger.execute();
            ledger.force();
            return frames.poll();
        }
    }

    private void register() {
        line.send(client.ping());
        assertThat(command(line.answer())).isEqualTo(Command.PONG_CLIENT);
        line.send(client.register());
        client.take(line.answer());
    }

    private ByteBuffer ask(Operation operation, ByteBuffer body) {
        line.send(client.next(operation, body));
        return client.take(line.answer());
    }

    private void reopen(MemoryDisk found) {
        disk = found;
        ledger = SteppedLedger.open(settings, found);
        line = new Line();
    }

    @Test
    void shouldReplyOnlyOnceTheLogIsForced() {
        register();
        line.send(client.next(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(1)))));
        assertThat(ledger.isForceDue()).isFalse();
        ledger.execute();
        assertThat(ledger.isForceDue()).isTrue();
        assertThat(line.frames).isEmpty();
        ledger.force();
        client.take(line.frames.remove());
        assertThat(exists(1)).isTrue();
    }

    @Test
    void shouldLoseWhatAPowerCutFoundUnforcedAndKeepTheRest() {
        register();
        ask(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(1))));
        ByteBuffer lost = client.next(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(2))));
        line.send(lost);
        ledger.execute();
        reopen(disk.powerCut());
        line.send(client.ping());
        assertThat(command(line.answer())).isEqualTo(Command.PONG_CLIENT);
        line.send(lost);
        client.take(line.answer());
        assertThat(exists(1)).isTrue();
        assertThat(exists(2)).isTrue();
    }

    @Test
    void shouldGiveTheStoredReplyAfterAPowerCutBetweenForceAndReply() {
        register();
        ByteBuffer request = client.next(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(1))));
        line.send(request);
        ByteBuffer first = line.answer();
        reopen(disk.powerCut());
        line.send(request);
        ByteBuffer again = line.answer();
        assertThat(again.getLong(Header.Reply.TIMESTAMP)).isEqualTo(first.getLong(Header.Reply.TIMESTAMP));
        assertThat(again.getInt(Header.VIEW)).isEqualTo(first.getInt(Header.VIEW) + 1);
    }

    @Test
    void shouldEvictTheSessionWhoseLastReplyIsOldest() {
        register();
        for (int i = 0; i < 64; i++) {
            Line other = new Line();
            other.send(new WireClient(100 + i).register());
            assertThat(command(other.answer())).isEqualTo(Command.REPLY);
            other.connection.close();
        }
        line.send(client.next(Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of())));
        ByteBuffer eviction = line.answer();
        assertThat(command(eviction)).isEqualTo(Command.EVICTION);
        assertThat((int) eviction.get(Header.Eviction.REASON)).isEqualTo(EvictionReason.NO_SESSION.code());
    }

    @Test
    void shouldCloseTheConnectionForLackOfSpaceAndGoOnWhenThereIsSpace() {
        register();
        disk.usableBytes(0);
        ledger.lookAtDisk();
        ByteBuffer request = client.next(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(1))));
        line.send(request);
        assertThat(line.answer()).isNull();
        assertThat(line.ends).singleElement().asString().contains("the disk of ledger is full");
        assertThat(ledger.stopped()).isNull();
        disk.usableBytes(Long.MAX_VALUE);
        line = new Line();
        line.send(request);
        client.take(line.answer());
        assertThat(exists(1)).isTrue();
    }

    @Test
    void shouldStopAndTellWhyWhenItsDiskFails() {
        register();
        disk.failAt(0);
        line.send(client.next(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(1)))));
        assertThat(line.answer()).isNull();
        assertThat(line.ends).singleElement().asString().contains("the log cannot be written");
        assertThat(ledger.stopped()).contains("failed on purpose");
    }

    @Test
    void shouldExpireWhenItIsDueAndToldTo() {
        register();
        assertThat(nextExpiry()).isEqualTo(Long.MAX_VALUE);
        ask(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(1), Bodies.account(2))));
        Transfer pending = Bodies.transfer(9, 1, 2, 5).toBuilder()
                .flags(TransferFlags.PENDING)
                .timeout(1)
                .build();
        long created = ask(Operation.CREATE_TRANSFERS, Bodies.transfers(List.of(pending)))
                .getLong(Header.Reply.TIMESTAMP);
        assertThat(nextExpiry()).isEqualTo(created + Duration.ofSeconds(1).toNanos());
        clock.advance(Duration.ofSeconds(1).plusMillis(1));
        assertThat(nextExpiry()).isEqualTo(Long.MAX_VALUE);
        assertThat(AccountCodec.decode(look(1), Header.SIZE).debitsPending()).isEqualTo(UInt128.ZERO);
    }

    @Test
    void shouldServeFullRequestsAcrossFilesOfTheLogAndFindThemAgain() {
        register();
        int many = 8_000;
        for (int round = 0; round < 10; round++) {
            List<Account> accounts = new ArrayList<>();
            for (int i = 1; i <= many; i++) {
                accounts.add(Bodies.account((long) round * many + i));
            }
            ask(Operation.CREATE_ACCOUNTS, Bodies.accounts(accounts));
        }
        assertThat(disk.names().stream().filter(name -> name.endsWith(".log"))).hasSizeGreaterThan(1);
        ledger.close();
        reopen(disk.kill());
        assertThat(exists(1)).isTrue();
        assertThat(exists(10L * many)).isTrue();
        assertThat(exists(10L * many + 1)).isFalse();
    }

    private long nextExpiry() {
        CompletableFuture<ExpiryPass> pass = ledger.expire().toCompletableFuture();
        ledger.execute();
        return pass.join().nextExpiry();
    }

    private boolean exists(long id) {
        return look(id).limit() > Header.SIZE + 128;
    }

    private ByteBuffer look(long id) {
        return ask(Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of(UInt128.of(id))));
    }

    private static int command(@Nullable ByteBuffer frame) {
        return frame == null ? -1 : Header.command(frame, 0);
    }
}
