/**
 * The values of payments: payments and their ids, refunds, replies, settings, and the user's step between reserve and
 * post.
 *
 * <p>May depend on: ledger-model, Typesafe Config; the settings also on Pekko's actor system. Immutable values, except
 * for the generator of ids. Pure.
 */
@NullMarked
package io.ledgeractors.actors.payment.model;

import org.jspecify.annotations.NullMarked;
