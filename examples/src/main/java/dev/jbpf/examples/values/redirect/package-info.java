/** Sends connections elsewhere. */
@NullMarked
package dev.jbpf.examples.values.redirect;

import org.jspecify.annotations.NullMarked;
