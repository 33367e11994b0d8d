package io.ledgeractors.embedded.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Checks through queries that debits equal credits in every ledger: pending ones and posted ones. */
final class BooksAudit {
    private final StateMachine machine;
    private final ByteBuffer request = Bytes.allocate(128);
    private final ByteBuffer reply = Bytes.allocateDirect(Header.BODY_MAX);

    BooksAudit(StateMachine machine) {
        this.machine = machine;
        MultiBatch.writeTrailer(request, 0, new int[] {1}, 1, QueryFilterCodec.SIZE);
    }

    void check() {
        Map<Integer, BigInteger> pending = new HashMap<>();
        Map<Integer, BigInteger> posted = new HashMap<>();
        long from = 0;
        int found;
        do {
            found = read(from);
            for (int i = 0; i < found; i++) {
                Account account = AccountCodec.decode(reply, i * AccountCodec.SIZE);
                pending.merge(
                        account.ledger(),
                        difference(account.debitsPending(), account.creditsPending()),
                        BigInteger::add);
                posted.merge(
                        account.ledger(), difference(account.debitsPosted(), account.creditsPosted()), BigInteger::add);
                from = account.timestamp() + 1;
            }
        } while (found > 0);
        assertThat(pending.values()).allMatch(difference -> difference.signum() == 0);
        assertThat(posted.values()).allMatch(difference -> difference.signum() == 0);
    }

    private int read(long from) {
        request.putLong(QueryFilterCodec.TIMESTAMP_MIN, from);
        request.putInt(QueryFilterCodec.LIMIT, 8189);
        int length = machine.execute(Operation.QUERY_ACCOUNTS, Long.MAX_VALUE, request, 0, 128, reply, 0);
        return MultiBatch.count(reply, 0, length, 0);
    }

    private static BigInteger difference(UInt128 debits, UInt128 credits) {
        return debits.toBigInteger().subtract(credits.toBigInteger());
    }
}
