/**
 * Scenarios with the replies of a real server, and the runner that replays them against any ledger. {@code README.md}
 * beside the files describes their rules.
 *
 * <p>May depend on: ledger-model, Jackson. Scenarios are immutable. A runner and its ledger are not
 * thread-safe.
 */
@NullMarked
package io.ledgeractors.tck.vectors;

import org.jspecify.annotations.NullMarked;
