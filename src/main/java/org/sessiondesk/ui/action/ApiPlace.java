package org.sessiondesk.ui.action;

import org.sessiondesk.service.CurlCommands;

/**
 * Where this program's HTTP API is called.
 *
 * @param baseUrl such as {@code http://127.0.0.1:8000}
 * @param withToken whether calls must show a token
 * @param served whether the API is on
 */
public record ApiPlace(String baseUrl, boolean withToken, boolean served) {

  /** Calls of the API there, for a shell. */
  public CurlCommands curl() {
    return new CurlCommands(baseUrl, withToken);
  }
}
