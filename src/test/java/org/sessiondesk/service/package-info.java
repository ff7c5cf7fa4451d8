@NullMarked
package org.sessiondesk.service;

import org.jspecify.annotations.NullMarked;
