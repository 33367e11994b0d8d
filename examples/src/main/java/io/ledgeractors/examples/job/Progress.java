package io.ledgeractors.examples.job;

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

    /** A step with so many things to do begins. */
    void begin(String step, long total);

    /** So many more are done. */
    void add(long done);

    /** The step has ended. */
    void end();
}
