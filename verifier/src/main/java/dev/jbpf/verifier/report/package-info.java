/** What the verifier answers: a verdict, the rule that was broken, where, and on which path. */
@NullMarked
package dev.jbpf.verifier.report;

import org.jspecify.annotations.NullMarked;
