package dev.jbpf.runtime.sys.direct;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.PageManager;
import com.kenai.jffi.Type;
import java.util.OptionalLong;

/** A page of machine code: written first, run after that, never both. */
final class CodePage {
  private CodePage() {}

  /**
   * {@return the address of {@code code}, ready to be run; empty where the system does not allow
   * it}
   */
  static OptionalLong holding(byte[] code) {
    PageManager pages = PageManager.getInstance();
    long page = pages.allocatePages(1, PageManager.PROT_READ | PageManager.PROT_WRITE);
    if (page == 0) {
      return OptionalLong.empty();
    }
    MemoryIO.getInstance().putByteArray(page, code, 0, code.length);
    if (!isRunnable(page, code.length)) {
      pages.freePages(page, 1);
      return OptionalLong.empty();
    }
    return OptionalLong.of(page);
  }

  /** By mprotect(2) itself, as jffi's own method for it keeps a refusal to itself. */
  private static boolean isRunnable(long page, int size) {
    Type[] longs = {Type.SLONG_LONG, Type.SLONG_LONG, Type.SLONG_LONG};
    CallContext call =
        CallContext.getCallContext(Type.SLONG_LONG, longs, CallingConvention.DEFAULT, false);
    long function = Library.getDefault().getSymbolAddress("mprotect");
    int protection = PageManager.PROT_READ | PageManager.PROT_EXEC;
    return (int) Invoker.getInstance().invokeL3NoErrno(call, function, page, size, protection) == 0;
  }
}
