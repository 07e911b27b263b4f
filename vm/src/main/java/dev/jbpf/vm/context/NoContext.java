package dev.jbpf.vm.context;

/** Nothing. */
record NoContext() implements Context {}
