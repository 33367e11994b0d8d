package io.ledgeractors.cli;

/** What the commands end with. */
public final class ExitCode {
    /** All is well. */
    public static final int OK = 0;

    /** A proof failed, or something unexpected happened. */
    public static final int FAILED = 1;

    /** The input, the options or the surroundings cannot be used; nothing was written to the ledger. */
    public static final int BAD_INPUT = 2;

    /** It is not known what became of some transfers or accounts; the same command once more finds out. */
    public static final int UNKNOWN = 3;

    /** The memory is exhausted or a thread of the ledger has died; what was acknowledged is safe. Start it again. */
    public static final int FATAL = 4;

    private ExitCode() {}
}
