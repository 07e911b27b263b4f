/** Everything that the kernel tells about programs, maps, links and types, whoever made them. */
@NullMarked
package dev.jbpf.runtime.inspect;

import org.jspecify.annotations.NullMarked;
