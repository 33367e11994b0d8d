/**
 * The job behind {@code ./ledger import}: rows of a CSV file become accounts or transfers, each exactly once.
 *
 * <p>May depend on: {@code orders} (its {@code BadInputException}), {@code job} (node and progress), all libraries of the
 * project, Pekko. {@link ImportJob} runs on the caller's thread; the rest belongs to one stream each.
 */
@NullMarked
package io.ledgeractors.examples.imports;

import org.jspecify.annotations.NullMarked;
