/** Requests and answers, one a line. */
@NullMarked
package dev.jbpf.cli.jsonl;

import org.jspecify.annotations.NullMarked;
