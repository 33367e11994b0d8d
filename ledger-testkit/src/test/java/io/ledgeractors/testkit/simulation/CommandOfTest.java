package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import org.jspecify.annotations.Nullable;

/** A command that was sent to an entity, what the policy decided about it, and its reply. */
final class CommandOfTest {
    /** The decision of the policy. */
    enum Decided {
        NOT_ASKED,
        NOT_YET,
        ALLOWED,
        DENIED,
        LATE,
        BROKEN
    }

    final EntityOfTest entity;
    final UInt128 id;
    final long sentAt;

    /** Commands of the entity without a reply when this one was sent. */
    int ahead;

    AccountEntity.@Nullable AccountCommand<?> command;
    Decided decided = Decided.NOT_ASKED;

    /** True if the process of the entity has died. */
    boolean isLost;

    private LedgerReply.@Nullable Outcome<?> outcome;
    private int answers;

    CommandOfTest(EntityOfTest entity, UInt128 id, long sentAt) {
        this.entity = entity;
        this.id = id;
        this.sentAt = sentAt;
    }

    void answered(LedgerReply<?> reply) {
        answers++;
        outcome = reply.outcome();
        requireRight();
    }

    boolean isWaiting() {
        return answers == 0 && !isLost;
    }

    boolean isAnswered() {
        return answers > 0;
    }

    boolean isRefused() {
        return outcome instanceof LedgerReply.Refused<?>;
    }

    /**
     * Returns when the ledger executed the command, ns since 1970; 0 if that is not known.
     */
    long executedAt() {
        if (!(outcome instanceof LedgerReply.Results<?> results)) {
            return 0;
        }
        if (!(command instanceof AccountEntity.MovementCommand)) {
            return command instanceof AccountEntity.Open ? 0 : results.timestamp();
        }
        CreateTransferResult result = (CreateTransferResult) results.results().get(0);
        return result.status() == CreateTransferStatus.Created ? result.timestamp() : 0;
    }

    // The policy must have decided before the reply comes.
    private void requireRight() {
        if (answers > 1) {
            throw new AssertionError(this + " was answered " + answers + " times");
        }
        Refusal reason = null;
        boolean isOfPolicy = false;
        if (outcome instanceof LedgerReply.Refused<?> refused) {
            reason = refused.reason();
            isOfPolicy = refused.message().contains("policy");
        }
        boolean isRight;
        if (reason == Refusal.DENIED) {
            isRight = decided == Decided.DENIED;
        } else if (reason == Refusal.TIMED_OUT && isOfPolicy) {
            isRight = decided == Decided.LATE;
        } else if (reason == Refusal.OVERLOADED) {
            isRight = decided == Decided.NOT_ASKED && ahead >= entity.maxWaiting();
        } else if (reason == Refusal.CLOSED) {
            isRight = entity.isStopped;
        } else if (reason == Refusal.FAILED) {
            isRight = entity.hasFailed;
        } else if (reason == Refusal.INVALID || reason == Refusal.TOO_MUCH_DATA) {
            isRight = false;
        } else {
            boolean isFree = !(command instanceof AccountEntity.MovementCommand) || !entity.hasPolicy();
            isRight = decided == (isFree ? Decided.NOT_ASKED : Decided.ALLOWED);
        }
        if (!isRight) {
            throw new AssertionError(this + " was answered with " + outcome);
        }
    }

    @Override
    public String toString() {
        return "command " + id + " (" + decided + ", " + ahead + " ahead) " + command;
    }
}
