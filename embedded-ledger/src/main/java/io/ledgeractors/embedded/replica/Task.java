package io.ledgeractors.embedded.replica;

/**
 * A unit of work for the ledger's thread. Either {@link #run()} or {@link #refused} is called, once. {@link #refused}
 * and {@link #crashed} are called again if they threw for lack of memory.
 */
interface Task {
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
