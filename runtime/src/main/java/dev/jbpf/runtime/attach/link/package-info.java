/** How hooks attach: through links, and through what kernels had before these. */
@NullMarked
package dev.jbpf.runtime.attach.link;

import org.jspecify.annotations.NullMarked;
