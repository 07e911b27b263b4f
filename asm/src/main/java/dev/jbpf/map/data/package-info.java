/** Variables of programs. */
@NullMarked
package dev.jbpf.map.data;

import org.jspecify.annotations.NullMarked;
