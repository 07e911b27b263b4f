/** What a program's section says of its hook, and what users say in its place. */
@NullMarked
package dev.jbpf.runtime.object.hook;

import org.jspecify.annotations.NullMarked;
