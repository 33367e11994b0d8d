/** Tests of the pure parts of the standing orders. */
package io.ledgeractors.examples.orders.plan;
