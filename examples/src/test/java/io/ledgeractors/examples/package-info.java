/** Tests of the examples as commands of {@code ./ledger}. */
package io.ledgeractors.examples;
