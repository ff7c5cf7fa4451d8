/** What lies beside the sources: the launcher and the files of settings that users copy. */
@NullMarked
package org.sessiondesk.build;

import org.jspecify.annotations.NullMarked;
