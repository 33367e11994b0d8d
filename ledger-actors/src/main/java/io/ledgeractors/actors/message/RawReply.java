package io.ledgeractors.actors.message;

import io.ledgeractors.actors.LedgerBatcher;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** How a command with encoded events ended: exactly one of these is delivered for each. */
public sealed interface RawReply {
    /**
     * An asker that reads the results within {@link #accept} and keeps nothing of their bytes: they are lent, and
     * overwritten afterwards. Given as {@code replyTo} of a {@link LedgerBatcher.Submit}; for those who send without end,
     * so that no reply needs new memory.
     */
    interface Reader extends Consumer<RawReply> {}

    /**
     * The command was executed.
     *
     * @param bytes this command's own results, encoded, from 0 to the limit, little endian; may be kept, but
     *     by a {@link Reader}, and must not be written to; keeping it keeps the whole reply (at most 1 MiB) in memory
     * @param timestamp ns since 1970 at which the ledger prepared the request
     */
    record Results(ByteBuffer bytes, long timestamp) implements RawReply {}

    /**
     * The command was definitely not executed.
     *
     * @param reason what to do about it
     * @param message for people
     */
    record Refused(Refusal reason, String message) implements RawReply {}

    /**
     * Nobody knows whether the command was executed, or still will be.
     *
     * @param message for people
     */
    record Unknown(String message) implements RawReply {}
}
