package io.ledgeractors.examples.cli;

/** What the commands end with. */
final class ExitCode {
    /** All is well. */
    static final int OK = 0;

    /** A proof failed, or something unexpected happened. */
    static final int FAILED = 1;

    /** The input, the options or the surroundings cannot be used; nothing was written to the ledger. */
    static final int BAD_INPUT = 2;

    /** It is not known what became of some transfers or accounts; the same command once more finds out. */
    static final int UNKNOWN = 3;

    /** The memory is exhausted or a thread of the ledger has died; what was acknowledged is safe. Start it again. */
    static final int FATAL = 4;

    private ExitCode() {}
}
