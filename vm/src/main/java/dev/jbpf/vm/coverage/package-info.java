/**
 * What runs of programs have covered: instructions, branches, lines and functions, and reports of
 * it. {@link dev.jbpf.vm.VmOptions#withCoverage} counts, {@link dev.jbpf.vm.Vm#coverage} tells.
 */
@NullMarked
package dev.jbpf.vm.coverage;

import org.jspecify.annotations.NullMarked;
