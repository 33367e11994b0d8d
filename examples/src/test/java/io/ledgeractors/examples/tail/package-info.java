/** Tests of the writing of change events. */
package io.ledgeractors.examples.tail;
