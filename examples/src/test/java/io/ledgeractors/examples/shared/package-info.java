/** Tests of the steps that several examples share. */
package io.ledgeractors.examples.shared;
