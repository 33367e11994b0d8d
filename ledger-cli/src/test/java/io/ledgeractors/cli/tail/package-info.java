/** Tests of the writing of change events. */
package io.ledgeractors.cli.tail;
