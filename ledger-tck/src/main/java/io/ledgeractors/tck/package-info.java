/**
 * What any ledger is judged by: recorded vectors and frames with their readers, the contract suite for sessions.
 *
 * <p>{@code frames}: what was seen on the wire. {@code vectors}: scenarios with a real server's answers, and the
 * runner that replays them. {@code session}: what a session must do. {@code time}: a clock that a test moves.
 * The protocol fact sheet lies beside this class as {@code protocol.md}.
 *
 * <p>May depend on: ledger-model, JUnit, AssertJ, Jackson. Threads: none of its own.
 */
@NullMarked
package io.ledgeractors.tck;

import org.jspecify.annotations.NullMarked;
