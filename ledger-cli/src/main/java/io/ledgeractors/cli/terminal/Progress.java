package io.ledgeractors.cli.terminal;

/** Hears how far the job is. Called by one thread at a time. */
public interface Progress {
    /** Shows nothing. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String step, long total) {}

        @Override
        public void add(long done) {}

        @Override
        public void end() {}
    };

    /** Shows bars if a person is looking at a terminal, and nothing otherwise. */
    static Progress onTerminal() {
        return Terminal.isInteractive() ? new ProgressOnTerminal() : NONE;
    }

    /** A step with so many things to do begins. */
    void begin(String step, long total);

    /** So many more are done. */
    void add(long done);

    /** The step has ended. */
    void end();
}
