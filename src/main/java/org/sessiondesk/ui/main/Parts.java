package org.sessiondesk.ui.main;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.ui.command.PaletteEntry;
import org.sessiondesk.ui.command.PaletteModel;
import org.sessiondesk.ui.fx.Actions;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.search.SearchView;
import org.sessiondesk.ui.table.SessionTableModel;

/**
 * The parts that the window puts together; they do not know each other.
 *
 * @param table the table of sessions
 * @param inspector what shows the session that is open
 * @param dashboard gives the statistics, always the same; made when they are first looked at
 * @param bin gives the recycle bin page, in the same way
 * @param audit gives the page of the audit log, in the same way
 * @param log gives the log page, in the same way
 * @param newSession makes the dialog in which a session is created
 * @param connectionSettings makes the dialog of the connection profiles
 * @param details makes the dialog that tells how the connection does
 * @param preferences makes the dialog of the settings
 * @param about makes the dialog that tells about the program
 * @param goTo makes the dialog that asks which session to go to
 * @param exporting makes the dialog that exports sessions
 * @param importing makes the dialog that imports a file
 * @param searchBar where one writes what is searched for
 * @param search what the table searches for
 * @param view which kind of sessions the table shows
 * @param sort what the table is ordered by
 * @param focusTable moves the keyboard to the table
 * @param mayLeave asks whether unsaved edits may be left
 * @param actions what can be done in the parts; the window adds what it can do itself
 * @param palette makes the command palette's model, of what it offers beside sessions and of what
 *     shows the table
 */
public record Parts(
    Node table,
    Node inspector,
    Supplier<Node> dashboard,
    Supplier<Node> bin,
    Supplier<Node> audit,
    Supplier<Node> log,
    Supplier<Dialogs.Panel> newSession,
    Supplier<Dialogs.Panel> connectionSettings,
    Supplier<Dialogs.Panel> details,
    Supplier<Dialogs.Panel> preferences,
    Supplier<Dialogs.Panel> about,
    Supplier<Dialogs.Panel> goTo,
    Supplier<Dialogs.Panel> exporting,
    Supplier<Dialogs.Panel> importing,
    SearchView searchBar,
    StringProperty search,
    ObjectProperty<View> view,
    ObjectProperty<SessionTableModel.Sort> sort,
    Runnable focusTable,
    BooleanSupplier mayLeave,
    Actions actions,
    BiFunction<Supplier<List<PaletteEntry>>, Runnable, PaletteModel> palette) {}
