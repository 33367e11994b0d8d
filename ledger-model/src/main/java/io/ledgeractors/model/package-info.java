/**
 * The data of a ledger, which all modules use: accounts, transfers, filters, results, statuses and ids.
 *
 * <p>Immutable values without I/O, threads or frameworks. This package depends on JSpecify only.
 */
@NullMarked
package io.ledgeractors.model;

import org.jspecify.annotations.NullMarked;
