package io.ledgeractors.testkit.internal.fault;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.testkit.fault.AskedEvents;
import io.ledgeractors.testkit.fault.Fault;
import io.ledgeractors.testkit.fault.NextAsk;
import io.ledgeractors.testkit.internal.time.Times;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/** A selection of asks whose fault is not named yet. */
record Choice(FaultPlan plan, Selection selection) implements NextAsk {
    @Override
    public NextAsk nth(int n) {
        return new Choice(plan, selection.withNth(n));
    }

    @Override
    public NextAsk times(int asks) {
        return new Choice(plan, selection.withTimes(asks));
    }

    @Override
    public NextAsk where(Predicate<AskedEvents> condition) {
        return new Choice(plan, selection.where(Objects.requireNonNull(condition, "condition")));
    }

    @Override
    public NextAsk withProbability(double probability, long seed) {
        return new Choice(plan, selection.withProbability(probability, seed));
    }

    @Override
    public Fault refuse(Refusal reason) {
        return plan.add(selection, new Strike.Refuse(Objects.requireNonNull(reason, "reason")));
    }

    @Override
    public Fault answer(CreateTransferStatus status) {
        requireOperation(Operation.CREATE_TRANSFERS, Objects.requireNonNull(status, "status"));
        return plan.add(selection, new Strike.AnswerTransfers(status));
    }

    @Override
    public Fault answer(CreateAccountStatus status) {
        requireOperation(Operation.CREATE_ACCOUNTS, Objects.requireNonNull(status, "status"));
        return plan.add(selection, new Strike.AnswerAccounts(status));
    }

    @Override
    public Fault executeButAnswerUnknown() {
        return plan.add(selection, Strike.Plain.ANSWER_UNKNOWN);
    }

    @Override
    public Fault hold() {
        return plan.add(selection, Strike.Plain.HOLD);
    }

    @Override
    public Fault dropRequest() {
        return plan.add(selection, Strike.Plain.DROP_REQUEST);
    }

    @Override
    public Fault dropReply() {
        return plan.add(selection, Strike.Plain.DROP_REPLY);
    }

    @Override
    public Fault duplicate() {
        return plan.add(selection, Strike.Plain.DUPLICATE);
    }

    @Override
    public Fault delay(Duration time) {
        if (Objects.requireNonNull(time, "time").isNegative()) {
            throw new IllegalArgumentException("a delay must not be negative, but is " + time);
        }
        return plan.add(selection, new Strike.Delay(Times.nanos(time)));
    }

    @Override
    public Fault crashBeforeCommit() {
        return plan.add(creations(), Strike.Plain.CRASH_BEFORE_COMMIT);
    }

    @Override
    public Fault crashAfterCommit() {
        return plan.add(creations(), Strike.Plain.CRASH_AFTER_COMMIT);
    }

    // Only these are in the log, so that there is a commit.
    private Selection creations() {
        Operation operation = selection.operation();
        if (operation != null && !operation.isCreate()) {
            throw new IllegalArgumentException(
                    "an ask of " + operation + " commits nothing, so select one that creates accounts or transfers");
        }
        return operation == null ? selection.onlyCreations() : selection;
    }

    private void requireOperation(Operation operation, Object status) {
        if (selection.operation() != operation) {
            throw new IllegalArgumentException(status + " is a status of " + operation
                    + ", so select an ask of that operation: next(Operation." + operation + ")");
        }
    }
}
