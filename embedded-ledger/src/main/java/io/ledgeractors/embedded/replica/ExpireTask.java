package io.ledgeractors.embedded.replica;

import java.util.concurrent.CompletableFuture;

/** Expires the pending transfers that are due, because a test has moved the clock and does not wait for the loop. */
final class ExpireTask implements Task {
    private final LoggedReplica replica;
    private final CompletableFuture<ExpiryPass> done;

    ExpireTask(LoggedReplica replica, CompletableFuture<ExpiryPass> done) {
        this.replica = replica;
        this.done = done;
    }

    @Override
    public void run() {
        replica.expire();
        done.complete(new ExpiryPass(replica.lastTimestamp(), replica.nextExpiry()));
    }

    @Override
    public void refused(String why) {
        done.completeExceptionally(new IllegalStateException(why));
    }

    @Override
    public void crashed(String why) {
        done.completeExceptionally(new IllegalStateException(why));
    }
}
