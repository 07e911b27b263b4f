/**
 * How the bytes of keys and values lie: what components of records say of themselves, and what
 * codecs tell.
 */
@NullMarked
package dev.jbpf.map.layout;

import org.jspecify.annotations.NullMarked;
