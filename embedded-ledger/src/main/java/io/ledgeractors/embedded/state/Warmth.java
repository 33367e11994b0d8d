package io.ledgeractors.embedded.state;

/**
 * Reading ahead: what is scattered over memory is read for many events at once, before it is used for one after
 * the other, so that the processor waits for all of them together. It changes nothing but the time it takes.
 */
final class Warmth {
    /** Events to read ahead for: few enough for what was read to be still in the cache. */
    static final int WINDOW = 256;

    private int sum;

    /** Takes what was read, so that the reading is not optimised away. */
    void keep(int read) {
        sum += read;
    }

    @Override
    public String toString() {
        return "warmth " + sum;
    }
}
