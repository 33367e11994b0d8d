/**
 * The records of a ledger in files, with a cache of bounded size off the heap. The files are no part of what is
 * durable: a ledger that opens fills them again from its log.
 *
 * <p>Used by the thread that executes, which nobody may interrupt. May depend on: {@code state.store}, ledger-model.
 */
@NullMarked
package io.ledgeractors.embedded.records;

import org.jspecify.annotations.NullMarked;
