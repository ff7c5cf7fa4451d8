/**
 * What this program writes down about its own changes, on this computer's disk: the audit log, the
 * recycle bin, and drafts of edits. Files are for their owner only.
 */
@NullMarked
package org.sessiondesk.journal;

import org.jspecify.annotations.NullMarked;
