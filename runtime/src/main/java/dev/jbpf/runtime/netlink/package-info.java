/**
 * Requests to the kernel's network configuration: for attaching where there is no bpf(2) for it.
 */
@NullMarked
package dev.jbpf.runtime.netlink;

import org.jspecify.annotations.NullMarked;
