package io.ledgeractors.tck.vectors;

import io.ledgeractors.wire.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One file of vectors. Immutable.
 *
 * @param name the name of the file without its ending
 * @param about a description for readers
 * @param requirement the property that the ledger must have
 * @param batchSizeLimit greatest body of a request for which the answers hold, in bytes; 0 means any
 * @param steps the steps in order
 */
public record Scenario(
        String name, String about, Requirement requirement, int batchSizeLimit, List<ScenarioStep> steps) {

    /** Returns the number of events of all create steps. */
    public int createEvents() {
        return requests().mapToInt(ScenarioStep.Request::createEvents).sum();
    }

    /** Returns the operations that occur. */
    public Set<Operation> operations() {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        requests().forEach(request -> operations.add(request.operation()));
        return operations;
    }

    private Stream<ScenarioStep.Request> requests() {
        return steps.stream().filter(ScenarioStep.Request.class::isInstance).map(ScenarioStep.Request.class::cast);
    }

    @Override
    public String toString() {
        return name;
    }
}
