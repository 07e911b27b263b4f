/** What happens to IR, a file a pass. */
@NullMarked
package dev.jbpf.ir.pass;

import org.jspecify.annotations.NullMarked;
