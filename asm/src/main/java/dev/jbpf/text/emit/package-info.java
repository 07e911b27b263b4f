/** What becomes of a source that has been assembled: programs, or an object with descriptions. */
@NullMarked
package dev.jbpf.text.emit;

import org.jspecify.annotations.NullMarked;
