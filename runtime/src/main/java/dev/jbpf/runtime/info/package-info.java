/** What the kernel tells of programs, maps, links and types. */
@NullMarked
package dev.jbpf.runtime.info;

import org.jspecify.annotations.NullMarked;
