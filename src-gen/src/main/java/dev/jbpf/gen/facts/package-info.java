/** What the lists of the kernel's names and structures say. */
@NullMarked
package dev.jbpf.gen.facts;

import org.jspecify.annotations.NullMarked;
