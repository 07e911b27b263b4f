/** What the kernel that runs can do, found out by trying. */
@NullMarked
package dev.jbpf.runtime.probe;

import org.jspecify.annotations.NullMarked;
