package io.ledgeractors.benchmarks.server;

/** A server that all contenders of one case share; closing ends it if it is ours. */
public interface Server extends AutoCloseable {
    /** Where it listens. */
    Target target();

    /** Processor time that it has taken, in ns, in steps of about 10 ms; 0 if that cannot be known. */
    default long processorNanos() {
        return 0;
    }

    @Override
    void close();

    /** Somebody else's server, which goes on. */
    static Server outside(Target target) {
        return new Server() {
            @Override
            public Target target() {
                return target;
            }

            @Override
            public void close() {
                // it is not ours
            }
        };
    }
}
