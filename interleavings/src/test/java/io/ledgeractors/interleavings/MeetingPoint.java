package io.ledgeractors.interleavings;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

/**
 * A test of jcstress, run by other means than its harness: its actors in any order or on any threads, then its arbiter.
 * It has two actors.
 */
final class MeetingPoint {
    private final Class<?> type;
    private final Supplier<Object> states;
    private final boolean isExplorable;
    private final Supplier<Object> results;
    private final Part first;
    private final Part second;
    private final List<Part> arbiters;
    private final List<Outcome> outcomes;

    private MeetingPoint(Class<?> type, Supplier<Object> states, boolean isExplorable) {
        List<Method> actors = methods(type, Actor.class);
        List<Method> arbiterMethods = methods(type, Arbiter.class);
        Class<?> result = Stream.concat(actors.stream(), arbiterMethods.stream())
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .findFirst()
                .orElseThrow();
        this.type = type;
        this.states = states;
        this.isExplorable = isExplorable;
        this.results = Part.creation(result);
        this.first = Part.of(actors.get(0));
        this.second = Part.of(actors.get(1));
        this.arbiters = arbiterMethods.stream().map(Part::of).toList();
        this.outcomes = List.of(type.getAnnotationsByType(Outcome.class));
    }

    /** Returns the meeting point of a test, which {@code states} creates. */
    static MeetingPoint of(Class<?> type, Supplier<Object> states) {
        return new MeetingPoint(type, states, true);
    }

    /** Returns a meeting point whose code computes checksums, which Lincheck 3.7 cannot follow. */
    static MeetingPoint withChecksums(Class<?> type, Supplier<Object> states) {
        return new MeetingPoint(type, states, false);
    }

    private static List<Method> methods(Class<?> type, Class<? extends Annotation> kind) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(kind))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    Class<?> type() {
        return type;
    }

    /** Returns true if a model checker can explore it. */
    boolean isExplorable() {
        return isExplorable;
    }

    /** Runs the actors one after another, and returns the outcome. */
    String runInTurn(boolean isReversed) {
        Object state = states.get();
        Object result = results.get();
        (isReversed ? second : first).run(state, result);
        (isReversed ? first : second).run(state, result);
        return outcome(state, result);
    }

    /** Runs each actor on a thread of its own, and returns the outcome. */
    String runTogether() {
        Object state = states.get();
        Object result = results.get();
        Thread one = new ActorThread(first, state, result);
        Thread other = new ActorThread(second, state, result);
        one.start();
        other.start();
        join(one);
        join(other);
        return outcome(state, result);
    }

    private String outcome(Object state, Object result) {
        for (Part arbiter : arbiters) {
            arbiter.run(state, result);
        }
        return result.toString();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns true if the test accepts this outcome. */
    boolean accepts(String outcome) {
        return outcomes.stream()
                .filter(known -> known.expect() == Expect.ACCEPTABLE)
                .flatMap(known -> Arrays.stream(known.id()))
                .anyMatch(id -> id.equals(outcome) || outcome.matches(id));
    }

    @Override
    public String toString() {
        return type.getName();
    }

    // A lambda with these fields makes Lincheck warn.
    private static final class ActorThread extends Thread {
        private final Part actor;
        private final Object state;
        private final Object result;

        ActorThread(Part actor, Object state, Object result) {
            this.actor = actor;
            this.state = state;
            this.result = result;
        }

        @Override
        public void run() {
            actor.run(state, result);
        }
    }
}
