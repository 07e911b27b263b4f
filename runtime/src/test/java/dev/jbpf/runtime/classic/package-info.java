/** Classic programs and their conversions in the real kernel. */
@NullMarked
package dev.jbpf.runtime.classic;

import org.jspecify.annotations.NullMarked;
