package io.ledgeractors.actors.message;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** The reply to a command with encoded events. Each command gets exactly one. */
public sealed interface RawReply {
    /**
     * An asker that reads the results within {@link #accept} and keeps nothing of their bytes, which the batcher
     * overwrites with a later reply. Given as {@code replyTo} of {@link
     * io.ledgeractors.actors.LedgerBatcher.Submit#of}, it lets programs that send without end need no new memory for
     * replies.
     */
    interface Reader extends Consumer<RawReply> {}

    /**
     * The command was executed.
     *
     * @param bytes this command's own results, encoded, from 0 to the limit, little endian. They must not be written
     *     to. They may be kept, which keeps the whole reply (at most 1 MiB) in memory, except by a {@link Reader}
     * @param timestamp ns since 1970 at which the ledger prepared the request
     */
    record Results(ByteBuffer bytes, long timestamp) implements RawReply {}

    /**
     * The command was definitely not executed, and will not be.
     *
     * @param reason tells what to do about it
     * @param message explanation for people
     */
    record Refused(Refusal reason, String message) implements RawReply {}

    /**
     * Nobody knows whether the command was executed, or still will be.
     *
     * @param message explanation for people
     */
    record Unknown(String message) implements RawReply {}
}
