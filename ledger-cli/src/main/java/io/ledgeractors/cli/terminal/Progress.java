package io.ledgeractors.cli.terminal;

/** Receives the progress of a command. Called by one thread at a time. */
public interface Progress {
    /** Ignores the progress. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String step, long total) {}

        @Override
        public void add(long done) {}

        @Override
        public void end() {}
    };

    /** Returns an instance that draws bars on a terminal, or {@link #NONE} if the output is no terminal. */
    static Progress onTerminal() {
        return Terminal.isInteractive() ? new ProgressOnTerminal() : NONE;
    }

    /**
     * Starts a step, and ends the step before it.
     *
     * @param step name of the step, for people
     * @param total number of things to do
     */
    void begin(String step, long total);

    /** Adds things that are done to the current step. */
    void add(long done);

    /** Ends the current step, if there is one. */
    void end();
}
