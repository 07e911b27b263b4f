/** What people paste: dumps of programs, listings of objects, arrays of C. */
@NullMarked
package dev.jbpf.text.paste;

import org.jspecify.annotations.NullMarked;
