/** Keys of maps that look for the longest prefix. */
@NullMarked
package dev.jbpf.map.prefix;

import org.jspecify.annotations.NullMarked;
