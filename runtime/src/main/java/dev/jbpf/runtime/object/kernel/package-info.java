/** What an object asks of the kernel that it is loaded into. */
@NullMarked
package dev.jbpf.runtime.object.kernel;

import org.jspecify.annotations.NullMarked;
