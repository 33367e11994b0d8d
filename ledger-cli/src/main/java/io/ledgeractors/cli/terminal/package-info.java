/**
 * Progress and interruptions on a terminal.
 *
 * <p>May depend on: progressbar; on no other package of this module.
 */
@NullMarked
package io.ledgeractors.cli.terminal;

import org.jspecify.annotations.NullMarked;
