/** What of the kernel's types a number depends on, as authors write it, and as objects say it. */
@NullMarked
package dev.jbpf.btf.core.operand;

import org.jspecify.annotations.NullMarked;
