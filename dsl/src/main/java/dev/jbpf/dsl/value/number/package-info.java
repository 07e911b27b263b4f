/**
 * Numbers by width and sign, yes and no, and numbers in network order: a type each, so that what
 * does not go together does not compile.
 */
@NullMarked
package dev.jbpf.dsl.value.number;

import org.jspecify.annotations.NullMarked;
