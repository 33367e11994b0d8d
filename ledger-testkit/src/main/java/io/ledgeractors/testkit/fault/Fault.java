package io.ledgeractors.testkit.fault;

/** A fault that was named, and waits for its ask or has struck it. Thread-safe. */
public interface Fault {
    /** Returns how many asks it has struck: refused, dropped, delivered twice, and so on. */
    int struck();

    /**
     * Waits, in real time, until it has struck an ask.
     *
     * @return this
     * @throws AssertionError if that takes more than 10 s, the fault was cancelled, or its condition threw; the message
     *     tells which asks came instead
     */
    Fault await();

    /**
     * Waits, in real time, until it has struck so many asks; see {@link #await()}.
     *
     * @param asks from 1 to the number of asks that it strikes
     * @throws IllegalArgumentException if it strikes fewer asks
     */
    Fault await(int asks);

    /** Takes the fault back. Asks that it strikes already go on as they are. */
    void cancel();
}
