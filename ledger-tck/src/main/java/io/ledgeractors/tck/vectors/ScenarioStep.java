package io.ledgeractors.tck.vectors;

import io.ledgeractors.wire.Operation;
import java.util.List;

/** One step of a scenario. Immutable. */
public sealed interface ScenarioStep {
    /** Returns the position in the scenario, from 0. */
    int index();

    /** Returns a note for people, which may be empty. */
    String note();

    /**
     * Lets time pass.
     *
     * @param millis at least so many ms
     */
    record Sleep(int index, String note, long millis) implements ScenarioStep {}

    /**
     * One request and its reply.
     *
     * @param operation what is asked
     * @param events accounts, transfers, ids, or the one filter
     * @param batches events of each batch; one number for operations without a trailer
     * @param expected what the real server answered
     */
    record Request(
            int index,
            String note,
            Operation operation,
            List<JsonFields> events,
            List<Integer> batches,
            Expected expected)
            implements ScenarioStep {
        /** Returns the number of events of a create step, 0 for other steps. */
        public int createEvents() {
            return operation.isCreate() ? events.size() : 0;
        }
    }

    /**
     * The results of a request.
     *
     * @param count how many
     * @param results all of them, or the first and the last
     * @param batches results of each batch of the reply; one number for operations without a trailer
     */
    record Expected(int count, List<JsonFields> results, List<Integer> batches) {
        /** Returns false if only the first and the last result are known. */
        public boolean isComplete() {
            return results.size() == count;
        }
    }
}
