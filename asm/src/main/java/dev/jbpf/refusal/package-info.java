/** What a kernel refused, and who can explain it: a door between the runtime and a verifier. */
@NullMarked
package dev.jbpf.refusal;

import org.jspecify.annotations.NullMarked;
