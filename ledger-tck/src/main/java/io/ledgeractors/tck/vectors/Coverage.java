package io.ledgeractors.tck.vectors;

import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.Operation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts what replays have covered, over any number of scenarios. Not thread-safe. */
public final class Coverage {
    private final Map<Operation, Integer> steps = new EnumMap<>(Operation.class);
    private final Map<CreateAccountStatus, Integer> accounts = new EnumMap<>(CreateAccountStatus.class);
    private final Map<CreateTransferStatus, Integer> transfers = new EnumMap<>(CreateTransferStatus.class);
    private int scenarioCount;
    private int stepCount;
    private int skippedCount;
    private int eventCount;

    /** Creates counts of zero. */
    public Coverage() {}

    /** Returns the number of scenarios that were replayed to their end. */
    public int scenarios() {
        return scenarioCount;
    }

    /** Returns the number of steps that were replayed, including sleeps. */
    public int steps() {
        return stepCount;
    }

    /** Returns the number of steps skipped because the ledger lacks the operation, see {@link ScenarioRunner#only}. */
    public int skippedSteps() {
        return skippedCount;
    }

    /** Returns the number of create events whose results were checked. */
    public int createEvents() {
        return eventCount;
    }

    /** Returns the number of steps by operation. */
    public Map<Operation, Integer> stepsByOperation() {
        return Collections.unmodifiableMap(steps);
    }

    /** Returns the number of account events by their status. */
    public Map<CreateAccountStatus, Integer> accountStatuses() {
        return Collections.unmodifiableMap(accounts);
    }

    /** Returns the number of transfer events by their status. */
    public Map<CreateTransferStatus, Integer> transferStatuses() {
        return Collections.unmodifiableMap(transfers);
    }

    /** Returns one line for people about what was replayed. */
    @Override
    public String toString() {
        return scenarioCount + " scenarios, " + stepCount + " steps, " + eventCount + " create events, "
                + accounts.size() + " account statuses, " + transfers.size() + " transfer statuses"
                + (skippedCount == 0 ? "" : "; " + skippedCount + " steps passed over");
    }

    void scenario() {
        scenarioCount++;
    }

    void step() {
        stepCount++;
    }

    void skipped() {
        skippedCount++;
    }

    void request(ScenarioStep.Request request) {
        stepCount++;
        steps.merge(request.operation(), 1, Integer::sum);
        eventCount += request.createEvents();
        if (request.operation().isCreate()) {
            request.expected().results().forEach(this::status);
            int untold = request.events().size() - request.expected().count();
            if (untold > 0) {
                created(Layout.ofEvents(request.operation()) == Layout.ACCOUNT, untold);
            }
        }
    }

    private void status(JsonFields result) {
        int code = (int) result.number("code");
        switch (result.layout()) {
            case ACCOUNT_RESULT, ACCOUNT_FAILURE -> accounts.merge(CreateAccountStatus.ofCode(code), 1, Integer::sum);
            default -> transfers.merge(CreateTransferStatus.ofCode(code), 1, Integer::sum);
        }
    }

    // Operations before 0.17 answer failures only.
    private void created(boolean account, int count) {
        if (account) {
            accounts.merge(CreateAccountStatus.Created, count, Integer::sum);
        } else {
            transfers.merge(CreateTransferStatus.Created, count, Integer::sum);
        }
    }
}
