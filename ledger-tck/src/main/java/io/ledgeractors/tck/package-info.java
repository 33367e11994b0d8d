/**
 * The technology compatibility kit for ledgers: recorded vectors and frames with their readers, and the contract suite
 * for sessions.
 *
 * <p>{@code frames} holds frames recorded on the wire. {@code vectors} holds scenarios with a real server's replies and
 * the runner that replays them. {@code session} holds the tests that a session must pass. {@code time} has a clock that
 * a test moves. {@code disk} has a disk that a test lets fail. The protocol fact sheet is the resource
 * {@code protocol.md} of this package.
 *
 * <p>May depend on: ledger-model, JUnit, AssertJ, Jackson. Has no threads of its own.
 */
@NullMarked
package io.ledgeractors.tck;

import org.jspecify.annotations.NullMarked;
