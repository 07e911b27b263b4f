/** JUnit 5 tests of programs: one test, several engines. */
@NullMarked
package dev.jbpf.testkit;

import org.jspecify.annotations.NullMarked;
