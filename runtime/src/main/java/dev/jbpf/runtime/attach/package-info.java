/** Where programs can be attached: {@link dev.jbpf.runtime.attach.Hooks}. */
@NullMarked
package dev.jbpf.runtime.attach;

import org.jspecify.annotations.NullMarked;
