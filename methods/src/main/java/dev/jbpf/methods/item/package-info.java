/** What the translator knows of the values of a method. */
@NullMarked
package dev.jbpf.methods.item;

import org.jspecify.annotations.NullMarked;
