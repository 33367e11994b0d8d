package io.ledgeractors.actors.internal.session;

import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Operation;
import org.jspecify.annotations.Nullable;

/** Writes an event for each request into a recording of Java Flight Recorder, if one is running. */
final class RequestTrace {
    private @Nullable RequestEvent present;

    void begin(Operation operation, int events, int asks, int size, long waited) {
        RequestEvent event = new RequestEvent();
        if (event.isEnabled()) {
            event.operation = operation.name();
            event.events = events;
            event.asks = asks;
            event.size = size;
            event.waited = waited;
            present = event;
            event.begin();
        }
    }

    void end(Outcome outcome) {
        RequestEvent event = present;
        present = null;
        if (event != null) {
            event.outcome = name(outcome);
            event.commit();
        }
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Outcome.Reply) {
            return "reply";
        }
        if (outcome instanceof Outcome.Unknown) {
            return "unknown";
        }
        if (outcome instanceof Outcome.NoCapacity) {
            return "no capacity";
        }
        if (outcome instanceof Outcome.Forbidden) {
            return "forbidden";
        }
        return outcome instanceof Outcome.NotSent ? "not sent" : "not executed";
    }
}
