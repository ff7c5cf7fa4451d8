package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The names of the policies, for help and completion. */
final class PolicyNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  /** Made by picocli. */
  PolicyNames() {
    super(List.copyOf(Arrays.stream(ImportCommand.Policy.values()).map(Object::toString).toList()));
  }
}
