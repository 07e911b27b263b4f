/** The words of a classic statement. */
@NullMarked
package dev.jbpf.classic.token;

import org.jspecify.annotations.NullMarked;
