/** The dialog in which connection profiles are made, tried and chosen. */
@NullMarked
package org.sessiondesk.ui.connection;

import org.jspecify.annotations.NullMarked;
