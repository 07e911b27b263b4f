/** What the value tier is written with; not for its users. */
@NullMarked
package dev.jbpf.dsl.value.internal;

import org.jspecify.annotations.NullMarked;
