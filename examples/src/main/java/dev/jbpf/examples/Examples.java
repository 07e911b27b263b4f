package dev.jbpf.examples;

import dev.jbpf.examples.bitesize.Bitesize;
import dev.jbpf.examples.cgroupegress.CgroupEgress;
import dev.jbpf.examples.classicfilter.ClassicFilter;
import dev.jbpf.examples.gethostlatency.Gethostlatency;
import dev.jbpf.examples.memcpy.MemcpyKprobe;
import dev.jbpf.examples.memcpy.MemcpyStat;
import dev.jbpf.examples.opensnoop.Opensnoop;
import dev.jbpf.examples.profile.Profile;
import dev.jbpf.examples.sockex1.Sockex1;
import dev.jbpf.examples.sockexample.SockExample;
import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.tcclassify.TcClassify;
import dev.jbpf.examples.tracex1.Tracex1;
import dev.jbpf.examples.xdpdrop.XdpDrop;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All examples. */
public final class Examples {
  private static final List<Supplier<Example>> ALL =
      List.of(
          SockExample::new,
          Sockex1::new,
          ClassicFilter::new,
          Tracex1::new,
          MemcpyKprobe::new,
          MemcpyStat::new,
          Bitesize::new,
          Opensnoop::new,
          Gethostlatency::new,
          Profile::new,
          XdpDrop::new,
          TcClassify::new,
          CgroupEgress::new);

  private Examples() {}

  /** {@return a new object of each, in the order in which to read them} */
  public static List<Example> all() {
    return ALL.stream().map(Supplier::get).toList();
  }

  /** {@return a new object of the one of that name} */
  public static Optional<Example> find(String name) {
    return all().stream().filter(example -> example.name().equals(name)).findFirst();
  }
}
