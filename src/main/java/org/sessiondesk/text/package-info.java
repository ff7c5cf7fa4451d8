/** Texts: sentences, words, and the voices that speak them. */
@NullMarked
package org.sessiondesk.text;

import org.jspecify.annotations.NullMarked;
