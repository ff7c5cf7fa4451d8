/**
 * Export and import: jobs that carry sessions between the stores and files, with progress, cancel
 * and a report. Asks the service, never Redis by itself.
 */
@NullMarked
package org.sessiondesk.transfer;

import org.jspecify.annotations.NullMarked;
