package dev.jbpf.methods.compile;
public class Dump { public static void main(String[] a) throws Exception { System.setProperty("ir","1"); var c = MethodCompiler.compile(Class.forName(a[0])); for (var p : c.programs()) System.out.println(p.name()+" "+p.program().size()); } }
