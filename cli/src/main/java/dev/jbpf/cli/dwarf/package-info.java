/**
 * What clang writes of a function's own variables (DWARF 4 and 5): their types, and where they are.
 */
@NullMarked
package dev.jbpf.cli.dwarf;

import org.jspecify.annotations.NullMarked;
