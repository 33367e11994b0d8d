/**
 * Reports of campaigns, which are long runs with new seeds. Each run adds a line to {@code docs/lab/campaigns.md}.
 *
 * <p>May depend on: nothing. Not thread-safe.
 */
@NullMarked
package io.ledgeractors.tck.campaign;

import org.jspecify.annotations.NullMarked;
