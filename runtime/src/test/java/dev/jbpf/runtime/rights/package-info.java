/** What happens to processes without the rights that eBPF needs. */
@NullMarked
package dev.jbpf.runtime.rights;

import org.jspecify.annotations.NullMarked;
