package io.ledgeractors.benchmarks.server;

/** A server that all contenders of a scenario share. Closing it ends the server if the benchmarks started it. */
public interface Server extends AutoCloseable {
    /** Returns its address. */
    Target target();

    /** Returns the processor time of its process, in ns, in steps of about 10 ms; 0 if it is not known. */
    default long processorNanos() {
        return 0;
    }

    @Override
    void close();

    /** Returns a running server, which closing does not end. */
    static Server outside(Target target) {
        return new Server() {
            @Override
            public Target target() {
                return target;
            }

            @Override
            public void close() {
                // the benchmarks did not start it
            }
        };
    }
}
