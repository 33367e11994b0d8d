/**
 * Users in a foreign database and their accounts in the ledger, kept consistent although the program is killed
 * anywhere.
 *
 * <p>May depend on: ledger-model, JDBC. Blocks its callers.
 */
@NullMarked
package io.ledgeractors.examples.users;

import org.jspecify.annotations.NullMarked;
