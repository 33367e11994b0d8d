package io.ledgeractors.tck.vectors;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The position of a replay, for messages. */
record Place(Scenario scenario, ScenarioStep step) {

    <T> T guard(Supplier<T> action) {
        try {
            return action.get();
        } catch (RuntimeException e) {
            throw new AssertionError(this + ": " + e.getMessage(), e);
        }
    }

    void check(@Nullable String complaint) {
        if (complaint != null) {
            throw new AssertionError(this + ": " + complaint);
        }
    }

    @Override
    public String toString() {
        String what = step instanceof ScenarioStep.Request request
                ? request.operation().name()
                : "sleep";
        String note = step.note().isEmpty() ? "" : " (" + step.note() + ")";
        return scenario.name() + ".json, step " + step.index() + ", " + what + note;
    }
}
