/** What JNR-FFI implements, from a module of its own: open to it, and no API. */
@NullMarked
package dev.jbpf.runtime.sys.libc;

import org.jspecify.annotations.NullMarked;
