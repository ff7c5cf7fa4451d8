package org.sessiondesk.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Settings of the environment or {@code .env} make no sense; tells all of them at once. */
public final class BadSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<BadSetting> faults;

  /** Makes the exception; {@code faults} is not empty. */
  public BadSettingException(List<BadSetting> faults) {
    super(faults.stream().map(BadSetting::sentence).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** Every setting that makes no sense. */
  public List<BadSetting> faults() {
    return faults;
  }
}
