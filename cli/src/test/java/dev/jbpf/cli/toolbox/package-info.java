/** What is in the kernel, seen by the commands and by bpftool. */
@NullMarked
package dev.jbpf.cli.toolbox;

import org.jspecify.annotations.NullMarked;
