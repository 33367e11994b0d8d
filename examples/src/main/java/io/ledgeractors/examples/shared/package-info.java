/**
 * Steps and proofs that several examples share.
 *
 * <p>May depend on: {@code ledger-cli}, all libraries of the project, Pekko; on no other package of the examples. The
 * steps block their caller.
 */
@NullMarked
package io.ledgeractors.examples.shared;

import org.jspecify.annotations.NullMarked;
