/**
 * The sharded entity of an account: for code that thinks in accounts rather than in requests.
 *
 * <p>May depend on: {@code io.ledgeractors.actors}, ledger-model, Pekko Cluster Sharding Typed. Entities run on
 * their actors' threads and hold nothing that could disagree with the ledger.
 */
@NullMarked
package io.ledgeractors.actors.account;

import org.jspecify.annotations.NullMarked;
