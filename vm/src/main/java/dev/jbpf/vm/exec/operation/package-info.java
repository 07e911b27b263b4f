/** What single operations give, where Java's own give something else. */
@NullMarked
package dev.jbpf.vm.exec.operation;

import org.jspecify.annotations.NullMarked;
