/**
 * What long runs with new seeds leave behind: a line each in {@code docs/lab/campaigns.md}.
 *
 * <p>May depend on: nothing. Not thread-safe.
 */
@NullMarked
package io.ledgeractors.tck.campaign;

import org.jspecify.annotations.NullMarked;
