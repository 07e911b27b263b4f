/** Receives what a classic filter, of 1992, lets through. */
@NullMarked
package dev.jbpf.examples.classicfilter;

import org.jspecify.annotations.NullMarked;
