package io.ledgeractors.interleavings;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The harness of jcstress has run a meeting point, and this is the result.
 *
 * @param point the test
 * @param samples how often its actors met
 * @param forbidden how often the outcome was a forbidden one
 * @param errors what else went wrong, empty if nothing did
 */
record StressResult(MeetingPoint point, long samples, long forbidden, List<String> errors) {
    boolean isGood() {
        return samples > 0 && forbidden == 0 && errors.isEmpty();
    }

    /** Returns the results as a table for the page. */
    static String table(List<StressResult> results) {
        return results.stream()
                .map(result -> String.format(
                        "| `%s` | %,d | %,d |%s",
                        result.point.type().getSimpleName(),
                        result.samples,
                        result.forbidden,
                        result.errors.isEmpty() ? "" : " " + result.errors))
                .collect(Collectors.joining("\n", "| test | samples | forbidden |\n|---|---|---|\n", "\n"));
    }
}
