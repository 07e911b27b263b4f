/** Where the arguments of bpf(2) and its answers have their fields. */
@NullMarked
package dev.jbpf.runtime.sys.field;

import org.jspecify.annotations.NullMarked;
