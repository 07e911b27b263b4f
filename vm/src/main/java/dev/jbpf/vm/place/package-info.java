/** Puts what a run is given into its memory. */
@NullMarked
package dev.jbpf.vm.place;

import org.jspecify.annotations.NullMarked;
