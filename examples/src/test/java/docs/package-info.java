/** The code of the pages, compiled and run. It is outside the project's packages, so it sees only public classes. */
package docs;
