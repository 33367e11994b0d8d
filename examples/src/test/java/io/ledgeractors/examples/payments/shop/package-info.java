/** Tests of the plan of the payments. */
package io.ledgeractors.examples.payments.shop;
