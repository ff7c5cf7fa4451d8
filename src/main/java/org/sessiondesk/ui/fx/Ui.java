package org.sessiondesk.ui.fx;

/**
 * What every part of the window needs: made once, in the composition root.
 *
 * @param messages the texts
 * @param formats numbers and times
 * @param background work off the window's thread
 * @param dialogs questions and problems
 * @param notices short notes
 * @param problems turns failures into words
 * @param clock the time that countdowns go by
 */
public record Ui(
    Messages messages,
    Formats formats,
    Background background,
    Dialogs dialogs,
    Notices notices,
    Problems problems,
    SecondClock clock) {}
