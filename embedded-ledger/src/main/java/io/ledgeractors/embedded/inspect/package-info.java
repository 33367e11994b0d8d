/**
 * Reads the directory of a ledger and says what is in it and whether it is damaged. It changes nothing, and a ledger
 * may run in another process meanwhile.
 *
 * <p>Runs on the thread of the caller, which must not be interrupted. May depend on: ledger-model, {@code
 * journal.format}, {@code journal.segment}, {@code journal.checkpoint}, {@code journal.recovery}, {@code checkpoint}
 * (the parts of its image), {@code image}, {@code records}, {@code replica} (the records of the log), {@code disk},
 * {@code log}, {@code recovery}.
 */
@NullMarked
package io.ledgeractors.embedded.inspect;

import org.jspecify.annotations.NullMarked;
