/** The programs of the other examples as plain Java methods. */
@NullMarked
package dev.jbpf.examples.methods;

import org.jspecify.annotations.NullMarked;
