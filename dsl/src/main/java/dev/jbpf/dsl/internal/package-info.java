/** What the ways to write programs share; not for their users. */
@NullMarked
package dev.jbpf.dsl.internal;

import org.jspecify.annotations.NullMarked;
