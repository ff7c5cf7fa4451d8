/**
 * What can be set, and where it is kept: the environment, {@code .env}, the settings file, the OS
 * keychain, and the folders of each OS.
 */
@NullMarked
package org.sessiondesk.settings;

import org.jspecify.annotations.NullMarked;
