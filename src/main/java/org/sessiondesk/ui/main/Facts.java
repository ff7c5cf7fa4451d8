package org.sessiondesk.ui.main;

import java.nio.file.Path;

/**
 * What the window tells about the program.
 *
 * @param version such as {@code 0.1.0}
 * @param data the folder of the built-in store's data
 * @param logs the folder of the log
 * @param settings the folder of the settings
 */
public record Facts(String version, Path data, Path logs, Path settings) {}
