/** Puts packets into classes as they pass the traffic control of an interface. */
@NullMarked
package dev.jbpf.examples.tcclassify;

import org.jspecify.annotations.NullMarked;
