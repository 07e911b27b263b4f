/** Counts what the processes of a control group send. */
@NullMarked
package dev.jbpf.examples.cgroupegress;

import org.jspecify.annotations.NullMarked;
