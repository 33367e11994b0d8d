package io.ledgeractors.cli;

/** The exit codes of the commands. */
public final class ExitCode {
    /** The command did its work, and all proofs hold. */
    public static final int OK = 0;

    /**
     * A proof failed, rows were rejected, the ledger is damaged, the command stopped on the way, or something
     * unexpected happened.
     */
    public static final int FAILED = 1;

    /** The input, the options or the environment cannot be used; nothing was written to the ledger. */
    public static final int BAD_INPUT = 2;

    /** The outcome of some transfers or accounts is unknown; running the same command again finds out. */
    public static final int UNKNOWN = 3;

    /**
     * The memory is exhausted, or a thread of the ledger has died. Acknowledged events are safe; start the command
     * again.
     */
    public static final int FATAL = 4;

    private ExitCode() {}
}
