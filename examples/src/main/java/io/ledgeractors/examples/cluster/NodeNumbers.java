package io.ledgeractors.examples.cluster;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * The numbers of the calls that one node makes, in turn, until it is told to stop. Numbers are announced in blocks
 * before the first of a block is used, so that a node that takes the place of a dead one knows how far that may have
 * come. Thread-safe.
 */
final class NodeNumbers implements Iterator<Integer> {
    private static final int BLOCK = 64;

    private final int required;
    private final IntConsumer announce;
    private final TreeSet<Integer> endedAbove = new TreeSet<>();
    private int announced;
    private int next;
    private int below;
    private boolean isStopped;

    /**
     * Creates the numbers.
     *
     * @param from the first number
     * @param required numbers below this one are used even after a stop
     * @param announce takes the number below which the next numbers are, before they are used
     */
    NodeNumbers(int from, int required, IntConsumer announce) {
        this.required = required;
        this.announce = announce;
        this.announced = Math.max(from, required);
        this.next = from;
        this.below = from;
    }

    @Override
    public synchronized boolean hasNext() {
        return !isStopped || next < required;
    }

    @Override
    public synchronized Integer next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the node was told to stop");
        }
        if (next >= announced) {
            announced = next + BLOCK;
            announce.accept(announced);
        }
        return next++;
    }

    /** Ends the numbers, except those that an earlier node has announced. */
    synchronized void stop() {
        isStopped = true;
    }

    /** Records that the call with this number has ended. */
    synchronized void ended(int number) {
        endedAbove.add(number);
        while (!endedAbove.isEmpty() && endedAbove.first() == below) {
            endedAbove.pollFirst();
            below++;
        }
    }

    /** Returns the number below which all calls have ended. */
    synchronized int below() {
        return below;
    }
}
