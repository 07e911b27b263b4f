/** The symbols of a source, resolved: text's front end of {@link dev.jbpf.code.link}. */
@NullMarked
package dev.jbpf.text.link;

import org.jspecify.annotations.NullMarked;
