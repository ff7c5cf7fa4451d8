package org.sessiondesk.app;

import java.util.List;
import java.util.stream.Collectors;
import org.sessiondesk.connection.ConnectionProfile;

/** {@code --profile} names no profile. */
final class UnknownProfileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownProfileException(String name, List<ConnectionProfile> profiles) {
    super(
        "There is no connection profile '"
            + name
            + "'. There are: "
            + profiles.stream()
                .map(profile -> profile.name().isEmpty() ? profile.id() : profile.name())
                .collect(Collectors.joining(", ")));
  }
}
