/** Messages for people: where, what, why and how to fix it. Knows nothing of eBPF. */
@NullMarked
package dev.jbpf.diag;

import org.jspecify.annotations.NullMarked;
