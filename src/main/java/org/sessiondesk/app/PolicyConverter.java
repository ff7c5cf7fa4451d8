package org.sessiondesk.app;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a policy: its name has a hyphen, which no name in Java has. */
final class PolicyConverter implements ITypeConverter<ImportCommand.Policy> {
  @Override
  public ImportCommand.Policy convert(String value) {
    return Arrays.stream(ImportCommand.Policy.values())
        .filter(policy -> policy.toString().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of "
                        + Arrays.toString(ImportCommand.Policy.values())
                        + " but was '"
                        + value
                        + "'"));
  }
}
