/**
 * What is said about payments: what is to be paid, by which id, how it ended, and what the user does between reserve and
 * post.
 *
 * <p>May depend on: ledger-model, Typesafe Config. Immutable values, but for the generator of ids; pure, no Pekko.
 */
@NullMarked
package io.ledgeractors.actors.payment.model;

import org.jspecify.annotations.NullMarked;
