package org.sessiondesk.settings;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Puts what went wrong with a file into plain English. */
final class FileWords {
  private FileWords() {}

  static String of(IOException fault) {
    return switch (fault) {
      case AccessDeniedException _ -> "access is denied";
      case FileAlreadyExistsException e -> "a file is in the way: " + e.getFile();
      case NoSuchFileException _ -> "it does not exist";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    };
  }
}
