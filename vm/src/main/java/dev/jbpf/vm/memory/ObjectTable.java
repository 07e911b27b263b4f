package dev.jbpf.vm.memory;

import dev.jbpf.kernel.StructField;
import dev.jbpf.vm.world.KernelObject;
import dev.jbpf.vm.world.Socket;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Where programs find objects of the kernel: each gets memory when one first points to it. */
public final class ObjectTable {
  private final AddressSpace space;
  private final Map<KernelObject, SharedRegion> regions = new IdentityHashMap<>();
  private final NavigableMap<Long, KernelObject> objects = new TreeMap<>();
  private long testSocketAddress;
  private Optional<Socket> packetSocket = Optional.empty();

  ObjectTable(AddressSpace space) {
    this.space = space;
  }

  /**
   * {@return where {@code object} is, as it is now}
   *
   * @throws IllegalStateException if there is no memory for it
   */
  public synchronized long address(KernelObject object) {
    SharedRegion region = regions.computeIfAbsent(object, this::place);
    region.write(0, object.bytes());
    return region.base();
  }

  private SharedRegion place(KernelObject object) {
    int size = Math.max(1, object.bytes().length);
    SharedRegion region =
        space
            .allocate(object.name(), new SharedRegion.Layout(size, 1, true, false))
            .orElseThrow(
                () -> new IllegalStateException("there is no memory for a " + object.name()));
    objects.put(region.base(), object);
    return region;
  }

  /**
   * {@return where the socket is that packets are of unless they are of another}
   *
   * @param members what it has
   */
  public synchronized long testSocket(Map<StructField, byte[]> members) {
    if (members.isEmpty()) {
      testSocketAddress = testSocketAddress == 0 ? address(Socket.ofTestRun()) : testSocketAddress;
      return testSocketAddress;
    }
    Socket socket = packetSocket.orElseGet(Socket::ofTestRun);
    packetSocket = Optional.of(socket);
    members.forEach(socket::set);
    return address(socket);
  }

  /** {@return the object whose first byte is at {@code address}} */
  public synchronized Optional<KernelObject> at(long address) {
    return Optional.ofNullable(objects.get(address));
  }

  /** {@return the object of that kind whose first byte is at {@code address}} */
  public <T extends KernelObject> Optional<T> at(long address, Class<T> kind) {
    return at(address).filter(kind::isInstance).map(kind::cast);
  }
}
