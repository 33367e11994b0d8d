/**
 * The plan of faults: which ask is struck, and by what. Decisions are pure; {@code FaultPlan} guards them for several
 * threads.
 *
 * <p>May depend on: {@code testkit.fault}, {@code testkit.internal.time}, ledger-model,
 * {@code message} of ledger-actors.
 */
@NullMarked
package io.ledgeractors.testkit.internal.fault;

import org.jspecify.annotations.NullMarked;
