/**
 * Stores of records in files, with a cache of bounded size off the heap. What a checkpoint counts is durable; what came
 * later is written again from the log when the ledger is opened.
 *
 * <p>They belong to the thread that executes requests, which must not be interrupted. May depend on:
 * {@code state.store}, {@code image}, {@code disk}, ledger-model.
 */
@NullMarked
package io.ledgeractors.embedded.records;

import org.jspecify.annotations.NullMarked;
