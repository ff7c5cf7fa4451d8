package org.sessiondesk.session;

/**
 * Which store something is or was in. Holds no secret.
 *
 * @param id the id of its connection profile
 * @param name what people called that profile then; empty for the built-in store and for memory
 * @param place where it leads: address and key prefix; empty where there is only one such place
 */
public record StoreName(String id, String name, String place) {

  /** This program's own memory, where temporary sessions are. */
  public static final StoreName MEMORY = new StoreName("memory", "", "");

  /** Whether both lead to the same sessions, whatever they are called. */
  public boolean sameStore(StoreName other) {
    return id.equals(other.id) && place.equals(other.place);
  }
}
