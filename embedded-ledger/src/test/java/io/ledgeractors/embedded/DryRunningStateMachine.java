package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.generator.PreparedLedger;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A state machine that makes a dry run of most create requests before it executes them, and sometimes one of an earlier
 * request. A dry run must leave the machine as it was and give the results of the real request. Its accounts must be
 * those that change events and look-ups show after the real request.
 */
final class DryRunningStateMachine implements PreparedLedger {
    private static final int EVENT = TransferCodec.SIZE;
    private static final int RESULT = CreateTransferResultCodec.SIZE;

    private final StateMachine machine;
    private final PreparedStateMachine real;
    private final Random random;
    private final ByteBuffer reply = Bytes.allocate(Header.BODY_MAX);
    private final ByteBuffer accounts = Bytes.allocate(Header.BODY_MAX / EVENT * 2 * AccountCodec.SIZE);
    private final Counts counts;
    private @Nullable ValidatedRequest recent;

    /** The counts of all machines of a test. */
    static final class Counts {
        int dryRuns;
        /** Transfers that were compared with their change events. */
        int comparedEvents;
    }

    DryRunningStateMachine(StateMachine machine, long seed, Counts counts) {
        this.machine = machine;
        this.counts = counts;
        this.real = new PreparedStateMachine(machine);
        this.random = new Random(seed);
    }

    @Override
    public boolean isValid(Operation operation, ByteBuffer body) {
        return real.isValid(operation, body);
    }

    @Override
    public ByteBuffer execute(Operation operation, long timestamp, ByteBuffer body) {
        ValidatedRequest request = operation.isCreate() ? current(operation, body) : null;
        if (request == null || random.nextInt(10) == 0) {
            return real.execute(operation, timestamp, body);
        }
        ValidatedRequest earlier = recent;
        if (earlier != null && random.nextInt(3) == 0) {
            dryRun(earlier, timestamp - request.events() + earlier.events());
        }
        recent = request;
        if (random.nextInt(3) == 0) {
            dryRun(withUnknownDebitAccounts(request), timestamp);
        }
        dryRun(request, timestamp);
        ByteBuffer answer = Bytes.allocate(Header.BODY_MAX);
        ByteBuffer lent = real.execute(operation, timestamp, body);
        answer.limit(lent.limit()).put(0, lent, 0, lent.limit());
        compareResults(operation, request, answer);
        if (request.operation() == Operation.CREATE_TRANSFERS) {
            compareWithChangeEvents(request, timestamp);
            compareWithLookups(request, timestamp);
        }
        return answer;
    }

    @Override
    public int pulse(long timestamp) {
        return real.pulse(timestamp);
    }

    @Override
    public long nextExpiry() {
        return real.nextExpiry();
    }

    /** Returns the same ids with other fields, so that most transfers fail for a transient reason. */
    private ValidatedRequest withUnknownDebitAccounts(ValidatedRequest request) {
        ByteBuffer copy = Bytes.allocate(request.length()).put(0, request.body(), 0, request.length());
        for (int i = 0; i < request.events(); i++) {
            copy.putLong(i * EVENT + TransferCodec.DEBIT_ACCOUNT_ID, random.nextLong());
        }
        ValidatedRequest other = machine.validate(request.operation(), copy, 0, copy.limit());
        return other == null ? request : other;
    }

    private void dryRun(ValidatedRequest request, long timestamp) {
        long objects = machine.objects();
        long lastTimestamp = machine.lastTimestamp();
        long nextExpiry = random.nextBoolean() ? machine.nextExpiry() : -1;
        machine.dryRun(request, timestamp, reply, 0, accounts);
        assertThat(machine.objects()).isEqualTo(objects);
        assertThat(machine.lastTimestamp()).isEqualTo(lastTimestamp);
        if (nextExpiry >= 0) {
            assertThat(machine.nextExpiry()).isEqualTo(nextExpiry);
        }
        counts.dryRuns++;
    }

    /** Returns the same events as a request of today's form; null if they do not fit into one. */
    private @Nullable ValidatedRequest current(Operation operation, ByteBuffer body) {
        Operation current =
                operation.name().contains("TRANSFERS") ? Operation.CREATE_TRANSFERS : Operation.CREATE_ACCOUNTS;
        int length = body.limit();
        ByteBuffer copy;
        if (operation.isMultiBatch()) {
            copy = Bytes.allocate(length).put(0, body, 0, length);
        } else {
            int size = length + MultiBatch.trailerSize(1, EVENT);
            if (size > Header.BODY_MAX) {
                return null;
            }
            copy = Bytes.allocate(size).put(0, body, 0, length);
            MultiBatch.writeTrailer(copy, 0, new int[] {length / EVENT}, 1, EVENT);
        }
        return machine.validate(current, copy, 0, copy.limit());
    }

    private void compareResults(Operation operation, ValidatedRequest request, ByteBuffer answer) {
        if (operation == request.operation()) {
            assertThat(reply.slice(0, answer.limit())).isEqualTo(answer.slice(0, answer.limit()));
            return;
        }
        int batches = operation.isMultiBatch() ? MultiBatch.batches(request.body(), 0, request.length(), EVENT) : 1;
        int event = 0;
        int result = 0;
        for (int batch = 0; batch < batches; batch++) {
            int events = MultiBatch.count(request.body(), 0, request.length(), batch);
            Map<Integer, Integer> failures = new LinkedHashMap<>();
            int failed = operation.isMultiBatch()
                    ? MultiBatch.count(answer, 0, answer.limit(), batch)
                    : answer.limit() / operation.resultSize();
            for (int i = 0; i < failed; i++) {
                int at = result++ * operation.resultSize();
                failures.put(answer.getInt(at), answer.getInt(at + Integer.BYTES));
            }
            for (int i = 0; i < events; i++) {
                int status = reply.getInt(event++ * RESULT + CreateTransferResultCodec.STATUS);
                assertThat(status).isEqualTo(failures.getOrDefault(i, -1));
            }
        }
    }

    private void compareWithChangeEvents(ValidatedRequest request, long timestamp) {
        Map<Long, Integer> created = new LinkedHashMap<>();
        for (int i = 0; i < request.events(); i++) {
            if (reply.getInt(i * RESULT + CreateTransferResultCodec.STATUS) == -1) {
                created.put(reply.getLong(i * RESULT + CreateTransferResultCodec.TIMESTAMP), i);
            }
        }
        if (created.isEmpty()) {
            return;
        }
        long first = created.keySet().iterator().next();
        ByteBuffer filter = Bytes.allocate(ChangeEventsFilterCodec.SIZE);
        ChangeEventsFilterCodec.encode(
                ChangeEventsFilter.builder().timestampMin(first).limit(200).build(), filter, 0);
        ByteBuffer events = real.execute(Operation.GET_CHANGE_EVENTS, timestamp, filter);
        for (int at = 0; at < events.limit(); at += ChangeEventCodec.SIZE) {
            ChangeEvent event = ChangeEventCodec.decode(events, at);
            Integer index = event.timestamp() == event.transfer().timestamp() ? created.get(event.timestamp()) : null;
            if (index != null) {
                assertThat(account(2 * index)).isEqualTo(event.debitAccount());
                assertThat(account(2 * index + 1)).isEqualTo(event.creditAccount());
                counts.comparedEvents++;
            }
        }
    }

    /** Compares the accounts of the last event that names them with what look-ups return after the real request. */
    private void compareWithLookups(ValidatedRequest request, long timestamp) {
        Map<UInt128, Account> last = new LinkedHashMap<>();
        for (int i = 0; i < 2 * request.events(); i++) {
            Account account = account(i);
            if (account != null) {
                last.put(account.id(), account);
            }
        }
        last.forEach((id, account) -> assertThat(lookUp(id, timestamp)).isEqualTo(account));
        for (int i = 0; i < Math.min(10, request.events()); i++) {
            if (account(2 * i) == null) {
                UInt128 id = Bytes.getU128(request.body(), i * EVENT + TransferCodec.DEBIT_ACCOUNT_ID);
                assertThat(lookUp(id, timestamp)).isNull();
            }
        }
    }

    private @Nullable Account lookUp(UInt128 id, long timestamp) {
        ByteBuffer body = Bytes.allocate(Bytes.U128_SIZE);
        Bytes.putU128(body, 0, id);
        ByteBuffer found = real.execute(Operation.LOOKUP_ACCOUNTS_PLAIN, timestamp, body);
        return found.limit() == 0 ? null : AccountCodec.decode(found, 0);
    }

    private @Nullable Account account(int index) {
        int at = index * AccountCodec.SIZE;
        return Bytes.isZero(accounts, at, AccountCodec.SIZE) ? null : AccountCodec.decode(accounts, at);
    }
}
