/** Lets each address send so many packets a second. */
@NullMarked
package dev.jbpf.examples.values.ratelimit;

import org.jspecify.annotations.NullMarked;
