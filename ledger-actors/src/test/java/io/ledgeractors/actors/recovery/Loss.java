package io.ledgeractors.actors.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.tck.vectors.LedgerTarget.Answer;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One loss, whose recovery is compared with what the naive ledger did. The bytes of the ask may be executed several
 * times. At most one execution creates, and the report must be that of this execution.
 */
final class Loss {
    /** The ways to lose a session. */
    enum Way {
        EVICTED_BY_REQUEST,
        /** The copy is still executed: after what others did since the loss, and before the next session's register. */
        EVICTED_BY_PING_WHILE_PREPARED,
        ABANDONED
    }

    /** The moment at which the lost copy was executed. */
    enum Executed {
        /** Also stands for a time between the loss and the next register, if the request was being prepared. */
        BEFORE_THE_LOSS,
        NEVER,
        AFTER_THE_RESEND,
        AFTER_THE_LOOK_UP
    }

    /** The moment at which the ledger changed for reasons of its own. */
    enum Change {
        NONE,
        BEFORE_THE_RESEND,
        BEFORE_THE_LATE_COPY
    }

    private static final int RESULT = CreateTransferResultCodec.SIZE;
    private static final int STATUS = CreateTransferResultCodec.STATUS;

    private final Book book = new Book();
    private final LostAsk ask;
    private final Way way;
    private final Executed executed;
    private final Change change;
    private final Limits limits;
    private final int secondLossAt;
    private final ByteBuffer body;

    // The results of each execution of the bytes, oldest first.
    private final List<ByteBuffer> runs = new ArrayList<>();
    private int noted;
    private boolean isChanged;
    private boolean isSessionAlive = true;
    private boolean isLateCopyDue;
    private long fresh = 1L << 40;

    /**
     * Creates a loss. {@code secondLossAt} is the step after whose execution the next session is lost too, -1 for none.
     */
    Loss(LostAsk ask, Way way, Executed executed, Change change, Limits limits, int secondLossAt) {
        this.ask = ask;
        this.way = way;
        this.executed = executed;
        this.change = change;
        this.limits = limits;
        this.secondLossAt = secondLossAt;
        this.body = ask.body();
    }

    /** Plays the loss and checks the report. */
    void check() {
        ask.before().accept(book);
        long before = book.tick();
        boolean isPrepared = executed == Executed.BEFORE_THE_LOSS && way == Way.EVICTED_BY_PING_WHILE_PREPARED;
        if (executed == Executed.BEFORE_THE_LOSS && !isPrepared) {
            copyArrives();
        }
        isLateCopyDue = executed == Executed.AFTER_THE_RESEND || executed == Executed.AFTER_THE_LOOK_UP;
        if (change == Change.BEFORE_THE_RESEND) {
            changes();
        }
        if (isPrepared) {
            copyArrives();
        }
        boolean isEvicted = way != Way.ABANDONED;
        isSessionAlive = !isEvicted;
        book.tick();
        RequestRecovery resolution =
                RequestRecovery.of(ask.operation(), body, before, isEvicted, () -> UInt128.of(fresh++));
        RecoveredResults resolved = resolve(resolution);
        lateCopy();
        // Every copy that may still arrive arrives now, because nothing keeps it out any longer.
        changes();
        int runsUntilReport = runs.size();
        copyArrives();
        compare(resolved, runsUntilReport);
    }

    private RecoveredResults resolve(RequestRecovery resolution) {
        for (int steps = 0; steps < 40; steps++) {
            RecoveryStep step = resolution.next(limits);
            if (step instanceof RecoveryStep.Done done) {
                return done.results();
            }
            RecoveryStep.Send send = (RecoveryStep.Send) step;
            assertThat(limits.fits(send.operation(), send.events(), send.batches(), 0))
                    .isTrue();
            Answer answer = book.execute(send.operation(), send.body());
            if (send.purpose() == RecoveryStep.Purpose.RESEND && ask.operation().isCreate()) {
                note(send, answer.body());
            }
            if (steps == secondLossAt) {
                resolution.lost(true);
                noted = 0;
            } else {
                resolution.answered(answer.body(), answer.timestamp());
            }
            if (send.purpose() == RecoveryStep.Purpose.RESEND
                    && executed == Executed.AFTER_THE_RESEND
                    && isWhole(send)) {
                lateCopy();
            }
        }
        throw new AssertionError("no end");
    }

    private boolean isWhole(RecoveryStep.Send send) {
        return send.batches() == ask.batches().size();
    }

    // One execution of the bytes may come in pieces, one request after another.
    private void note(RecoveryStep.Send send, ByteBuffer reply) {
        if (noted == 0) {
            runs.add(Bytes.allocate(RESULT * events()));
        }
        runs.get(runs.size() - 1).put(RESULT * noted, reply, 0, RESULT * send.events());
        noted = noted + send.events() == events() ? 0 : noted + send.events();
    }

    private ByteBuffer payload(ByteBuffer reply) {
        ByteBuffer copy = Bytes.allocate(RESULT * events());
        copy.put(0, reply, 0, copy.limit());
        return copy;
    }

    private int events() {
        return ask.batches().stream().mapToInt(List::size).sum();
    }

    private void changes() {
        if (!isChanged) {
            isChanged = true;
            ask.change().accept(book);
        }
    }

    private void lateCopy() {
        if (isLateCopyDue) {
            isLateCopyDue = false;
            if (change == Change.BEFORE_THE_LATE_COPY) {
                changes();
            }
            copyArrives();
        }
    }

    private void copyArrives() {
        if (isSessionAlive) {
            Answer answer = book.execute(ask.operation(), body);
            if (ask.operation().isCreate()) {
                runs.add(payload(answer.body()));
            }
        }
    }

    // ---- the report against what was done

    private void compare(RecoveredResults resolved, int runsUntilReport) {
        if (!ask.operation().isCreate()) {
            for (int batch = 0; batch < resolved.batches(); batch++) {
                assertThat(resolved.results(batch)).as(toString()).isNotNull();
            }
            return;
        }
        int event = 0;
        for (int batch = 0; batch < ask.batches().size(); batch++) {
            ByteBuffer results = resolved.results(batch);
            for (int i = 0; i < ask.batches().get(batch).size(); i++, event++) {
                if (resolved.isUnknown(event)) {
                    assertThat(mayBeUnknown())
                            .as("the outcome may be unknown after %s", this)
                            .isTrue();
                } else if (results != null) {
                    compare(event, results.getLong(RESULT * i), results.getInt(RESULT * i + STATUS), runsUntilReport);
                }
            }
        }
    }

    private boolean mayBeUnknown() {
        return way == Way.ABANDONED
                && ask.operation() == Operation.CREATE_ACCOUNTS
                && ask.name().startsWith("U");
    }

    private void compare(int event, long timestamp, int code, int runsUntilReport) {
        String what = "event " + event + " of " + this;
        for (ByteBuffer run : runs) {
            if (run.getInt(RESULT * event + STATUS) == -1) {
                assertThat(name(code)).as(what).isEqualTo("Created");
                assertThat(timestamp).as(what).isEqualTo(run.getLong(RESULT * event));
                return;
            }
        }
        ByteBuffer first = runs.get(0);
        String firstName = name(first.getInt(RESULT * event + STATUS));
        boolean wasThere = firstName.equals("Exists");
        if (wasThere && ask.name().startsWith("imported")) {
            assertThat(name(code)).as(what).isEqualTo("Created");
            return;
        }
        assertThat(name(code)).as(what).isNotEqualTo("Created");
        if (name(code).equals("Exists")) {
            assertThat(runs.stream().map(run -> run.getLong(RESULT * event)))
                    .as(what)
                    .contains(timestamp);
        }
        if (isPermanent(firstName)) {
            assertThat(name(code)).as(what).isEqualTo(firstName);
        }
        List<String> answers = runs.subList(0, runsUntilReport).stream()
                .map(run -> name(run.getInt(RESULT * event + STATUS)))
                .toList();
        assertThat(name(code)).as(what).isIn(answers);
    }

    private static boolean isPermanent(String name) {
        return List.of(
                        "AccountsMustBeDifferent",
                        "TransferMustHaveTheSameLedgerAsAccounts",
                        "ExistsWithDifferentAmount",
                        "ExistsWithDifferentCode",
                        "LinkedEventChainOpen",
                        "LedgerMustNotBeZero")
                .contains(name);
    }

    private String name(int code) {
        return ask.operation() == Operation.CREATE_ACCOUNTS
                ? CreateAccountStatus.ofCode(code).name()
                : CreateTransferStatus.ofCode(code).name();
    }

    @Override
    public String toString() {
        return ask + ", " + way + ", " + executed + ", " + change + ", runs "
                + runs.stream()
                        .map(run -> {
                            List<String> names = new ArrayList<>();
                            for (int i = 0; i < run.limit() / RESULT; i++) {
                                names.add(name(run.getInt(RESULT * i + STATUS)) + "@" + run.getLong(RESULT * i));
                            }
                            return names.toString();
                        })
                        .toList();
    }
}
