/** What shells and readers are told. */
@NullMarked
package dev.jbpf.cli.shell;

import org.jspecify.annotations.NullMarked;
