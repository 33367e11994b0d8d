package io.ledgeractors.benchmarks.server;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.Waiting;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of a run, created on a server before the contenders begin.
 *
 * @param generator generates transfers between these accounts
 * @param registered the state of the session that created them
 */
public record PreparedAccounts(TransferGenerator generator, SessionState.Registered registered) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    public static PreparedAccounts of(Target target) {
        BareSessions.Open open = BareSessions.open(target);
        try {
            TransferGenerator generator =
                    new TransferGenerator(open.session().limits().eventsMax(Operation.CREATE_TRANSFERS));
            List<Account> accounts = generator.accounts();
            for (int from = 0; from < accounts.size(); from += generator.fullBatch) {
                int to = Math.min(accounts.size(), from + generator.fullBatch);
                create(open.session(), accounts.subList(from, to));
            }
            return new PreparedAccounts(generator, open.registered());
        } finally {
            BareSessions.close(open.session());
        }
    }

    private static void create(LedgerSession session, List<Account> accounts) {
        int size = AccountCodec.SIZE;
        ByteBuffer body = Bytes.allocate(accounts.size() * size + MultiBatch.trailerSize(1, size));
        for (int i = 0; i < accounts.size(); i++) {
            AccountCodec.encode(accounts.get(i), body, i * size);
        }
        MultiBatch.writeTrailer(body, 0, new int[] {accounts.size()}, 1, size);
        CompletableFuture<@Nullable String> failure = new CompletableFuture<>();
        session.submit(
                Operation.CREATE_ACCOUNTS,
                Body.of(body),
                outcome -> failure.complete(failure(outcome, accounts.size())));
        String complaint = Waiting.join(failure, TIMEOUT, "cannot create the accounts");
        if (complaint != null) {
            throw new BenchmarkException("cannot create the accounts: " + complaint);
        }
    }

    private static @Nullable String failure(Outcome outcome, int accounts) {
        if (!(outcome instanceof Outcome.Reply reply)) {
            return "no reply, but the outcome " + outcome;
        }
        for (int i = 0; i < accounts; i++) {
            CreateAccountStatus status = CreateAccountResultCodec.decode(
                            reply.body(), i * CreateAccountResultCodec.SIZE)
                    .status();
            if (status != CreateAccountStatus.Created) {
                return "an account was answered with the status " + status.wireName();
            }
        }
        return null;
    }
}
