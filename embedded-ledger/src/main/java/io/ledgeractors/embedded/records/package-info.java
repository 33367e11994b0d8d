/**
 * Stores of records in files, with a cache of bounded size off the heap. The files are not part of the durable data: a
 * ledger that opens fills them again from its log.
 *
 * <p>They belong to the thread that executes requests, which must not be interrupted. May depend on:
 * {@code state.store}, {@code disk}, ledger-model.
 */
@NullMarked
package io.ledgeractors.embedded.records;

import org.jspecify.annotations.NullMarked;
