package io.ledgeractors.benchmarks;

/** A server that all contenders of one case share; closing ends it if it is ours. */
interface Server extends AutoCloseable {
    /** Where it listens. */
    Target target();

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
