/** What iterators of the kernel go through. */
@NullMarked
package dev.jbpf.runtime.attach.iterator;

import org.jspecify.annotations.NullMarked;
