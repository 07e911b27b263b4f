/** One method: the ways through it, and the instructions that need no other method. */
@NullMarked
package dev.jbpf.methods.translate.method;

import org.jspecify.annotations.NullMarked;
