/**
 * What any ledger is judged by: recorded vectors and frames with their readers, the contract suite for sessions.
 *
 * <p>May depend on: ledger-model, JUnit, AssertJ, Jackson.
 */
@NullMarked
package io.ledgeractors.tck;

import org.jspecify.annotations.NullMarked;
