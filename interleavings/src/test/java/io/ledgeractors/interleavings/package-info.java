/**
 * Runs the tests of the places where threads meet, which are in the packages of the classes that they test.
 *
 * <p>May depend on: everything. Threads: the two actors of a test, stated by each class.
 */
package io.ledgeractors.interleavings;
