/**
 * Scenarios with the answers of a real server, and the runner that replays them against any ledger. The rules
 * of the files stand in {@code README.md} beside them.
 *
 * <p>May depend on: ledger-model, Jackson. Scenarios are immutable; a runner and its ledger are used by one
 * thread.
 */
@NullMarked
package io.ledgeractors.tck.vectors;

import org.jspecify.annotations.NullMarked;
