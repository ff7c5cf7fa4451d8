package org.sessiondesk.connection;

/**
 * What a server says about itself.
 *
 * @param version such as {@code 7.0.15}
 * @param mode {@code standalone}, {@code sentinel} or {@code cluster}
 * @param role {@code master} or {@code slave}, as Redis names them
 */
public record ServerInfo(String version, String mode, String role) {}
