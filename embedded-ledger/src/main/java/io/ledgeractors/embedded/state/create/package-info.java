/**
 * Executes the create operations: the rules of accounts and transfers, chains, results, the completion of a request,
 * and the accounts of a dry run. Internal to the state machine.
 *
 * <p>May depend on: {@code state.tables}, {@code state.find} (to add what was created) and what these may use. It
 * must not depend on {@code state.read} or {@code state.expire}. Belongs to one thread at a time.
 */
@NullMarked
package io.ledgeractors.embedded.state.create;

import org.jspecify.annotations.NullMarked;
