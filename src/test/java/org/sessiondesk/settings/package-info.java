/** Tests of the settings and where they are kept. */
@NullMarked
package org.sessiondesk.settings;

import org.jspecify.annotations.NullMarked;
