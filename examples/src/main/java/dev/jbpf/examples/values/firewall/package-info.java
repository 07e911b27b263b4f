/** Drops what comes from blocked networks, and counts it. */
@NullMarked
package dev.jbpf.examples.values.firewall;

import org.jspecify.annotations.NullMarked;
