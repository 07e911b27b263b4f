/** Where the CPUs spend their time, as BCC's {@code profile} shows it: stacks that are sampled. */
@NullMarked
package dev.jbpf.examples.profile;

import org.jspecify.annotations.NullMarked;
