/** Tests that need two rooms. Depends on all modules. */
package io.ledgeractors.it;
