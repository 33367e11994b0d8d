/**
 * Checks the form and the size of requests, whatever the ledger contains. Pure.
 *
 * <p>May depend on: ledger-model. Immutable, so any thread may use it.
 */
@NullMarked
package io.ledgeractors.embedded.state.request;

import org.jspecify.annotations.NullMarked;
