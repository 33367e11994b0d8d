/**
 * The sharded entities of accounts, for code that deals with accounts rather than with requests.
 *
 * <p>May depend on: {@code io.ledgeractors.actors}, ledger-model, Pekko Cluster Sharding Typed. Entities run on
 * their actors' threads and hold nothing that could disagree with the ledger.
 */
@NullMarked
package io.ledgeractors.actors.account;

import org.jspecify.annotations.NullMarked;
