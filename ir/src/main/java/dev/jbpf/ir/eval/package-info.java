/** What IR means, in plain Java: passes and engines are compared with it. */
@NullMarked
package dev.jbpf.ir.eval;

import org.jspecify.annotations.NullMarked;
