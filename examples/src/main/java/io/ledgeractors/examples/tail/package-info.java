/**
 * The job behind {@code ./ledger tail}: change events as newline-delimited JSON.
 *
 * <p>May depend on: {@code orders} (its {@code BadInputException}), {@code job} (node), all libraries of the project, Pekko.
 */
@NullMarked
package io.ledgeractors.examples.tail;

import org.jspecify.annotations.NullMarked;
