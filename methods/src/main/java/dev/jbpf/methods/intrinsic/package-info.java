/**
 * Methods that stand for helpers, and what else means something to the translator, behind the
 * classes that authors use.
 */
@NullMarked
package dev.jbpf.methods.intrinsic;

import org.jspecify.annotations.NullMarked;
