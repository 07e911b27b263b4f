/** IR as text: dumps, and a reader of them for tests. */
@NullMarked
package dev.jbpf.ir.text;

import org.jspecify.annotations.NullMarked;
