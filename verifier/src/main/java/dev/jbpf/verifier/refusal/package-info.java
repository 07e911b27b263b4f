/**
 * What the verifier says where a kernel has refused a program. Not API: a service of the runtime's.
 */
@NullMarked
package dev.jbpf.verifier.refusal;

import org.jspecify.annotations.NullMarked;
