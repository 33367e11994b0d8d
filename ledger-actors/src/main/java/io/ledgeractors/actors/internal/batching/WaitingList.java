package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.wire.Operation;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The asks that no open request takes yet, in order of arrival. Not thread-safe. */
final class WaitingList<A extends Ask> {
    /** Decides what happens to an ask that was visited. */
    enum Verdict {
        /** The ask is placed or answered, and leaves the list. */
        TAKE,
        /** The ask stays, for a reason of its own. */
        LEAVE,
        /** The ask stays, because no request has capacity for it. After some of these its operation counts as full. */
        NO_CAPACITY
    }

    /** Decides about one ask. */
    interface Visitor<A> {
        Verdict visit(A ask);
    }

    private static final class Node<A> {
        final @Nullable A ask;

        @Nullable
        Node<A> next;

        Node(@Nullable A ask) {
            this.ask = ask;
        }
    }

    private static final int OPERATIONS = Operation.values().length;
    // After this many asks of an operation without capacity, the rest of them is not tried.
    private static final int TRIES = 32;

    private final Node<A> head = new Node<>(null);
    private final int[] counts = new int[OPERATIONS];
    private final int[] unseen = new int[OPERATIONS];
    private final int[] failures = new int[OPERATIONS];
    private Node<A> tail = head;
    private int size;

    void add(A ask) {
        Node<A> node = new Node<>(ask);
        tail.next = node;
        tail = node;
        counts[ask.operation().ordinal()]++;
        size++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /**
     * Visits the asks from the oldest on, until there is capacity for none of those that are left. An ask at which the
     * visitor throws has left the list.
     */
    void sweep(Visitor<A> visitor) {
        System.arraycopy(counts, 0, unseen, 0, OPERATIONS);
        Arrays.fill(failures, 0);
        int worthVisiting = size;
        Node<A> before = head;
        while (worthVisiting > 0) {
            Node<A> node = Objects.requireNonNull(before.next);
            A ask = Objects.requireNonNull(node.ask);
            int operation = ask.operation().ordinal();
            boolean counted = failures[operation] < TRIES;
            unseen[operation]--;
            worthVisiting -= counted ? 1 : 0;
            unlink(before, node, operation);
            Verdict verdict = visitor.visit(ask);
            if (verdict != Verdict.TAKE) {
                link(before, node, operation);
                before = node;
            }
            if (verdict == Verdict.NO_CAPACITY && ++failures[operation] == TRIES) {
                worthVisiting -= unseen[operation];
            }
        }
    }

    private void link(Node<A> before, Node<A> node, int operation) {
        node.next = before.next;
        before.next = node;
        if (tail == before) {
            tail = node;
        }
        counts[operation]++;
        size++;
    }

    private void unlink(Node<A> before, Node<A> node, int operation) {
        before.next = node.next;
        if (tail == node) {
            tail = before;
        }
        counts[operation]--;
        size--;
    }
}
