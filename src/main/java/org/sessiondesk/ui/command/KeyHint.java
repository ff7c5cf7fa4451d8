package org.sessiondesk.ui.command;

/**
 * Keys that do something which is no action of its own, such as walking through a table.
 *
 * @param placeKey the key of where they work
 * @param keys as people read them
 * @param key the key of what they do
 */
public record KeyHint(String placeKey, String keys, String key) {}
