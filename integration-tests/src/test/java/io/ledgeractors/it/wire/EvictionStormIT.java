package io.ledgeractors.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.it.ServerUnderTest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs more clients than there are sessions, so that they evict each other, with late and repeated registers. An
 * evicted request was not executed, and its client registers again and goes on. No client hangs, and nothing is paid
 * twice.
 */
@Timeout(600)
class EvictionStormIT {
    private static final int CLIENTS = 76;
    private static final int STEPS = Integer.getInteger("ledger.storm.steps", 3_000);

    private final long seed = Long.getLong("ledger.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final IdGenerator ids = new IdGenerator();
    private final UInt128 debit = ids.next();
    private final UInt128 credit = ids.next();
    private final Map<EvictionReason, Integer> evictions = new EnumMap<>(EvictionReason.class);
    private int paid;

    private static final class Payer {
        private final BareClient client;
        private Transfer wanted;

        Payer(BareClient client) {
            this.client = client;
        }
    }

    @Test
    void shouldLoseNothingAndPayNothingTwiceInAStormOfEvictions() throws Exception {
        System.out.println("storm of evictions: -Dledger.seed=" + seed);
        try (ServerUnderTest server = ServerUnderTest.start(UInt128.ZERO)) {
            List<Payer> payers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                payers.add(new Payer(register(server)));
                rest(payers.get(i));
            }
            payers.get(CLIENTS - 1)
                    .client
                    .ask(
                            Operation.CREATE_ACCOUNTS,
                            Bodies.accounts(List.of(Bodies.account(debit), Bodies.account(credit))),
                            UnaryOperator.identity());
            for (int i = 0; i < STEPS; i++) {
                step(payers.get(random.nextInt(CLIENTS)));
            }
            for (Payer payer : payers) {
                while (payer.wanted != null) {
                    step(payer);
                }
            }
            try (BareClient auditor = register(server)) {
                audit(auditor);
            }
            for (Payer payer : payers) {
                payer.client.close();
            }
        }
    }

    private BareClient register(ServerUnderTest server) throws IOException {
        return new BareClient(server.address(), server.cluster(), ids.next(), ServerUnderTest.isOutside()).register();
    }

    // An outside server takes fewer connections than there are clients.
    private static void rest(Payer payer) throws IOException {
        if (ServerUnderTest.isOutside()) {
            payer.client.rest();
        }
    }

    private void step(Payer payer) throws IOException {
        if (random.nextInt(10) == 0) {
            payer.client.repeatRegister();
        }
        if (payer.wanted == null) {
            payer.wanted = Bodies.transfer(ids.next(), debit, credit, 1);
        }
        payer.client.ask(Operation.CREATE_TRANSFERS, Bodies.transfers(List.of(payer.wanted)), UnaryOperator.identity());
        ByteBuffer answer = payer.client.last();
        assertThat(answer).as("an answer, seed %d", seed).isNotNull();
        if (Header.command(answer, 0) == Command.REPLY) {
            ByteBuffer body =
                    answer.slice(Header.SIZE, answer.limit() - Header.SIZE).order(answer.order());
            assertThat(Bodies.transferResults(body))
                    .as("seed %d", seed)
                    .extracting(CreateTransferResult::status)
                    .containsExactly(CreateTransferStatus.Created);
            payer.wanted = null;
            paid++;
        } else {
            evictions.merge(EvictionReason.ofCode(answer.get(Header.Eviction.REASON)), 1, Integer::sum);
            payer.client.register();
        }
        rest(payer);
    }

    private void audit(BareClient auditor) throws IOException {
        auditor.ask(Operation.LOOKUP_ACCOUNTS, Bodies.ids(debit), UnaryOperator.identity());
        ByteBuffer answer = auditor.last();
        ByteBuffer body =
                answer.slice(Header.SIZE, answer.limit() - Header.SIZE).order(answer.order());
        assertThat(Bodies.accountsOf(body)).extracting(Account::debitsPosted).containsExactly(UInt128.of(paid));
        System.out.println("paid " + paid + " transfers through evictions: " + evictions);
        assertThat(evictions.keySet())
                .containsExactlyInAnyOrder(EvictionReason.NO_SESSION, EvictionReason.SESSION_TOO_LOW);
        assertThat(evictions.get(EvictionReason.NO_SESSION)).isGreaterThan(STEPS / 50);
    }
}
