/**
 * The debugger for editors: a server of the Debug Adapter Protocol, whose types and wire format are
 * lsp4j's.
 */
@NullMarked
package dev.jbpf.cli.dap;

import org.jspecify.annotations.NullMarked;
