/** The machine and what this process may do on it. */
@NullMarked
package dev.jbpf.runtime.host;

import org.jspecify.annotations.NullMarked;
