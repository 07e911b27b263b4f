/** One link to many functions. */
@NullMarked
package dev.jbpf.runtime.attach.multi;

import org.jspecify.annotations.NullMarked;
