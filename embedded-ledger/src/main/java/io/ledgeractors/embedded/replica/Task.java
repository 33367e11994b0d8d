package io.ledgeractors.embedded.replica;

/**
 * A unit of work for the ledger's thread. Either {@link #run()} or {@link #refused} is called, once. {@link #refused}
 * and {@link #crashed} are called again if they threw for lack of memory.
 */
interface Task {
    /** Returns false if the task must wait until the ledger has caught up, see {@link Machine#isReady}. */
    default boolean isReady() {
        return true;
    }

    /** Does the work, on the ledger's thread. */
    void run();

    /**
     * Called instead of {@link #run()} if the ledger has failed, is closed or has too many tasks. Nothing was done.
     *
     * @param why the reason in words
     */
    void refused(String why);

    /**
     * Called after {@link #run()} threw. It is unknown what was done.
     *
     * @param why the reason in words
     */
    void crashed(String why);
}
