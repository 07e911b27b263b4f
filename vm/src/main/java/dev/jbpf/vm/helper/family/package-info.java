/**
 * What all families of helpers are made with: how they are entered, and what arguments stand for.
 */
@NullMarked
package dev.jbpf.vm.helper.family;

import org.jspecify.annotations.NullMarked;
