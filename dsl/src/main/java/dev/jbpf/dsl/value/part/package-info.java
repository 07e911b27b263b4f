/** What bodies are made of, and their authors do not see. */
@NullMarked
package dev.jbpf.dsl.value.part;

import org.jspecify.annotations.NullMarked;
