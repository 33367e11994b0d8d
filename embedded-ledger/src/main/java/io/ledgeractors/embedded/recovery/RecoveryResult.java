package io.ledgeractors.embedded.recovery;

import org.jspecify.annotations.Nullable;

/**
 * The state in which a log was found when it was opened.
 *
 * @param lastOp position of the last operation that was read, or 0 if there is none
 * @param unfinishedBytes bytes of a write that a power cut or a kill interrupted before anything in it could be
 *     acknowledged; they were cut off
 * @param lost the newest block, if it was cut off although its operations may have been acknowledged; else null
 */
public record RecoveryResult(
        long lastOp, long unfinishedBytes, @Nullable LostTail lost) {
    /** The result for a new log. */
    public static final RecoveryResult NEW = new RecoveryResult(0, 0, null);
}
