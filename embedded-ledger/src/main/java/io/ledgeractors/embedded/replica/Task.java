package io.ledgeractors.embedded.replica;

/** Something for the ledger's thread to do. Exactly one of {@link #run()} and {@link #refused} is called, once. */
interface Task {
    /** Does it, on the ledger's thread. */
    void run();

    /** Called instead if the ledger has failed or is closed: nothing was done. */
    void refused(String why);

    /** Called after {@link #run()} threw: nobody knows what was done. */
    void crashed(String why);
}
