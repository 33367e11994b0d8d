/** Tests that span several modules. May use all modules. */
package io.ledgeractors.it;
