/** Lines of sources and similar names, for messages. */
@NullMarked
package dev.jbpf.diag.text;

import org.jspecify.annotations.NullMarked;
