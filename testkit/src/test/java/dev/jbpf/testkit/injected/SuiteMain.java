package dev.jbpf.testkit.injected;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs test classes in a JVM of its own, until one fails: exit code 1. */
final class SuiteMain {
  private SuiteMain() {}

  /** The classes, by their full names. */
  public static void main(String[] classes) {
    for (String name : classes) {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(DiscoverySelectors.selectClass(name))
              .filters(TagFilter.excludeTags("long"))
              .configurationParameter("jqwik.tries.default", "50")
              .configurationParameter("jqwik.seeds.whenfixed", "ALLOW")
              .build();
      SummaryGeneratingListener summary = new SummaryGeneratingListener();
      LauncherFactory.create().execute(request, summary);
      if (summary.getSummary().getTotalFailureCount() > 0) {
        System.out.println(summary.getSummary().getFailures().get(0).getTestIdentifier());
        System.exit(1);
      }
      if (summary.getSummary().getTestsSucceededCount() == 0) {
        System.out.println(name + " has no test that runs");
        System.exit(3);
      }
    }
    System.exit(0);
  }
}
