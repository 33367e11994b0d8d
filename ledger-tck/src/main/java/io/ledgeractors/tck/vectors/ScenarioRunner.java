package io.ledgeractors.tck.vectors;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;

/**
 * Replays scenarios against a ledger and compares every byte of every reply with the reply of the real server. Times
 * that a server chooses are checked by the rules of README.md beside the scenarios.
 *
 * <p>Not thread-safe. One millisecond passes between two steps.
 */
public final class ScenarioRunner {
    private final Coverage coverage;
    private final Set<Operation> operations;

    /** Creates a runner that counts what it covers. */
    public ScenarioRunner(Coverage coverage) {
        this(coverage, EnumSet.allOf(Operation.class));
    }

    private ScenarioRunner(Coverage coverage, Set<Operation> operations) {
        this.coverage = coverage;
        this.operations = operations;
    }

    /**
     * Returns a runner for a ledger that knows only these operations. It skips and counts steps that read by another
     * operation.
     */
    public ScenarioRunner only(Set<Operation> known) {
        return new ScenarioRunner(coverage, EnumSet.copyOf(known));
    }

    /** Returns true if the ledger knows each operation of the scenario that changes it, so that it can be replayed. */
    public boolean canReplay(Scenario scenario) {
        return scenario.operations().stream()
                .allMatch(operation -> !operation.isCreate() || operations.contains(operation));
    }

    /**
     * Replays one scenario from its first step to its last.
     *
     * @param ledger meets {@link Scenario#requirement()}, and has {@link Scenario#batchSizeLimit()} if there is one
     * @throws AssertionError if the ledger answers otherwise than the real server, with file, step, event and both
     *     answers
     * @throws IllegalArgumentException if {@link #canReplay} is false
     */
    public void run(Scenario scenario, LedgerTarget ledger) {
        if (!canReplay(scenario)) {
            throw new IllegalArgumentException(scenario + " changes the ledger by an operation that it does not know");
        }
        Times times = new Times();
        for (ScenarioStep step : scenario.steps()) {
            run(new Place(scenario, step), step, ledger, times);
        }
        coverage.scenario();
    }

    private void run(Place place, ScenarioStep step, LedgerTarget ledger, Times times) {
        if (step instanceof ScenarioStep.Sleep sleep) {
            ledger.pause(sleep.millis());
            coverage.step();
            return;
        }
        ScenarioStep.Request request = (ScenarioStep.Request) step;
        if (!operations.contains(request.operation())) {
            coverage.skipped();
            return;
        }
        ledger.pause(1);
        LedgerTarget.Answer answer = place.guard(() -> ledger.execute(request.operation(), encode(request, times)));
        place.check(times.reply(request, answer.timestamp()));
        new ScenarioReplyCheck(place, request, answer.body(), times).check();
        coverage.request(request);
    }

    private static ByteBuffer encode(ScenarioStep.Request request, Times times) {
        Operation operation = request.operation();
        int payload = request.events().size() * operation.eventSize();
        int batches = request.batches().size();
        int trailer = operation.isMultiBatch() ? MultiBatch.trailerSize(batches, operation.eventSize()) : 0;
        ByteBuffer body = Bytes.allocate(payload + trailer);
        int at = 0;
        for (JsonFields event : request.events()) {
            event.encode(body, at, times::of);
            at += operation.eventSize();
        }
        if (operation.isMultiBatch()) {
            int[] counts =
                    request.batches().stream().mapToInt(Integer::intValue).toArray();
            MultiBatch.writeTrailer(body, 0, counts, batches, operation.eventSize());
        }
        return body;
    }
}
