/** Tests of the job behind {@code ./ledger orders}. */
package io.ledgeractors.examples.orders;
