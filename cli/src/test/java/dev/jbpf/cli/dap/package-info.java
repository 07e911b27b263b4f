/** The server of the Debug Adapter Protocol, as an editor finds it. */
@NullMarked
package dev.jbpf.cli.dap;

import org.jspecify.annotations.NullMarked;
