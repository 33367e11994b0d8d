/**
 * Prepared batches through the bare session of native-client.
 *
 * <p>May depend on: {@code measure}, {@code server}, native-client. Threads: a batch is sent by the thread that
 * completes the batch before; large batches are prepared on a thread of their own.
 */
@NullMarked
package io.ledgeractors.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
