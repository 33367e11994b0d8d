/**
 * The contract of a log: what a replica appends to and waits for, and a log that keeps nothing.
 *
 * <p>One thread appends; callbacks come on the log's own thread. May depend on: nothing of this module.
 */
@NullMarked
package io.ledgeractors.embedded.log;

import org.jspecify.annotations.NullMarked;
