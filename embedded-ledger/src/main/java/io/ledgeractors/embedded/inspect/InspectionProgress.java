package io.ledgeractors.embedded.inspect;

/** Receives the progress of an inspection, on its thread. */
public interface InspectionProgress {
    /** Ignores the progress. */
    InspectionProgress NONE = new InspectionProgress() {
        @Override
        public void begin(String step, long bytes) {}

        @Override
        public void add(long bytes) {}
    };

    /**
     * Starts a step, and ends the step before it.
     *
     * @param step name of the step, for people
     * @param bytes bytes to read
     */
    void begin(String step, long bytes);

    /** Adds bytes that were read in the current step. */
    void add(long bytes);
}
