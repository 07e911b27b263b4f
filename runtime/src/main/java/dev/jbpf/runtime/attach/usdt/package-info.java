/** Static probes of user space (USDT): places with arguments that authors made for tracing. */
@NullMarked
package dev.jbpf.runtime.attach.usdt;

import org.jspecify.annotations.NullMarked;
