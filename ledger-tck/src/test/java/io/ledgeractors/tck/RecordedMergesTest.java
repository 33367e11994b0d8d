package io.ledgeractors.tck;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that {@link Limits#fits} puts waiting calls into the same requests as the official client, byte for byte. The
 * requests of that client are in {@code vectors/limits.json}.
 */
class RecordedMergesTest {
    private static final JsonNode LIMITS = Resources.json("vectors/limits.json");

    /** A waiting call, with its number of events and the greatest number of its results. */
    private record Waiting(int events, int results) {}

    /** The parts that a request was made of. */
    private record Made(int batches, int bodyBytes, int trailerBytes) {}

    static Stream<Arguments> merges() {
        return Stream.of("development", "default")
                .flatMap(server -> names(LIMITS.get(server).get("multi_batch"))
                        .filter(name -> name.matches("(singles|lookups|events|query_limits)_[0-9_]+"))
                        .map(name -> Arguments.of(server, name)));
    }

    private static Stream<String> names(JsonNode node) {
        Iterable<String> names = node::fieldNames;
        return StreamSupport.stream(names.spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("merges")
    void shouldPutWaitingCallsIntoTheRecordedRequests(String server, String name) {
        JsonNode recorded = LIMITS.get(server).get("multi_batch").get(name).get("requests");
        List<Made> expected = new ArrayList<>();
        recorded.forEach(request -> expected.add(new Made(
                request.get("batches").asInt(),
                request.get("body_bytes").asInt(),
                request.get("trailer_bytes").asInt())));
        Limits limits = new Limits(
                LIMITS.get(server).get("register_reply").get("batch_size_limit").asInt());
        assertThat(fill(limits, operation(name), waiting(name))).isEqualTo(expected);
    }

    @Test
    void shouldKnowOfEveryCase() {
        assertThat(merges()).hasSize(24);
    }

    private static Operation operation(String name) {
        if (name.startsWith("lookups")) {
            return Operation.LOOKUP_TRANSFERS;
        }
        return name.startsWith("query") ? Operation.QUERY_TRANSFERS : Operation.CREATE_TRANSFERS;
    }

    private static List<Waiting> waiting(String name) {
        List<Integer> numbers = Stream.of(
                        name.replaceAll("[a-z_]+?_(?=[0-9])", "").split("_"))
                .map(Integer::valueOf)
                .toList();
        if (name.startsWith("query")) {
            return numbers.stream().map(limit -> new Waiting(1, limit)).toList();
        }
        if (name.startsWith("events")) {
            return numbers.stream().map(events -> new Waiting(events, events)).toList();
        }
        return Collections.nCopies(numbers.get(0), new Waiting(1, 1));
    }

    private static List<Made> fill(Limits limits, Operation operation, List<Waiting> calls) {
        List<Made> made = new ArrayList<>();
        int batches = 0;
        int events = 0;
        int results = 0;
        for (Waiting call : calls) {
            if (!limits.fits(operation, events + call.events, batches + 1, (long) results + call.results)) {
                made.add(made(operation, batches, events));
                batches = 0;
                events = 0;
                results = 0;
            }
            batches++;
            events += call.events;
            results += call.results;
        }
        made.add(made(operation, batches, events));
        return made;
    }

    private static Made made(Operation operation, int batches, int events) {
        int trailer = MultiBatch.trailerSize(batches, operation.eventSize());
        return new Made(batches, events * operation.eventSize() + trailer, trailer);
    }
}
