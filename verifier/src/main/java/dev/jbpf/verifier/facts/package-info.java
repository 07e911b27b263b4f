/**
 * What kernels allow, as data: prototypes of helpers, layouts of contexts, rules of program types
 * and map types, by kernel version. {@link dev.jbpf.verifier.facts.KernelModel} answers for one
 * kernel.
 *
 * <p>The tables are resources beside the classes. They hold what Linux 6.18 and 6.1 answered to
 * programs that ask; what no kernel was asked comes from the documentation.
 */
@NullMarked
package dev.jbpf.verifier.facts;

import org.jspecify.annotations.NullMarked;
