package io.ledgeractors.benchmarks.asks;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import org.jspecify.annotations.Nullable;

/** Examines the replies to asks of one transfer. */
public final class TransferReplies {
    private TransferReplies() {}

    /** Returns null if the transfer was created, otherwise the reason. */
    public static @Nullable String failure(@Nullable CreateTransfersReply reply, @Nullable Throwable error) {
        if (reply != null && reply.outcome() instanceof LedgerReply.Results<CreateTransferResult> results) {
            CreateTransferStatus status = results.results().get(0).status();
            return status == CreateTransferStatus.Created
                    ? null
                    : "a transfer was answered with the status " + status.wireName();
        }
        return "no results, but " + (error == null ? reply : error);
    }
}
