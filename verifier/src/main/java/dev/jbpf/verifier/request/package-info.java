/**
 * Requests in the words of JSON, as {@code jbpf verify --jsonl} takes them: what fields there are,
 * and what they mean.
 */
@NullMarked
package dev.jbpf.verifier.request;

import org.jspecify.annotations.NullMarked;
