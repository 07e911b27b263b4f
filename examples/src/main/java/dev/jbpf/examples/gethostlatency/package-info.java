/**
 * How long names take to resolve, as BCC's {@code gethostlatency} shows it: probes at the start and
 * the return of functions of the C library.
 */
@NullMarked
package dev.jbpf.examples.gethostlatency;

import org.jspecify.annotations.NullMarked;
