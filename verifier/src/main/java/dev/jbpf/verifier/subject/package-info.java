/** What is verified: a program, what it is for, its maps, and what is known of them. */
@NullMarked
package dev.jbpf.verifier.subject;

import org.jspecify.annotations.NullMarked;
