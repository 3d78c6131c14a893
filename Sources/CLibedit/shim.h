// What Swift can't reach of libedit by itself: el_set, el_wset, el_wget and history_w are variadic, so each use of them
// has a typed wrapper here, and the standard streams are global variables, which Swift 6 takes for shared mutable state.
#pragma once
#include <histedit.h>
#include <stdio.h>
#include <wchar.h>

/// A command that keys can be bound to: takes the key, gives one of the CC_ values.
typedef unsigned char (*clibedit_command)(EditLine *editor, wint_t key);

static inline FILE *clibedit_standard_input(void) { return stdin; }
static inline FILE *clibedit_standard_output(void) { return stdout; }

// The editor's own settings. Each gives 0, or -1 when libedit refuses.

static inline int clibedit_set_client_data(EditLine *editor, void *data) {
    return el_wset(editor, EL_CLIENTDATA, data);
}

static inline void *clibedit_client_data(EditLine *editor) {
    void *data = NULL;
    return el_wget(editor, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

static inline int clibedit_set_emacs_keys(EditLine *editor) { return el_wset(editor, EL_EDITOR, L"emacs"); }

/// Has libedit take its keys from `source`.
static inline int clibedit_set_key_source(EditLine *editor, el_rfunc_t source) {
    return el_wset(editor, EL_GETCFN, source);
}

/// Whether the keys are vi's (the user's settings may have said so).
static inline int clibedit_has_vi_keys(EditLine *editor) {
    const wchar_t *name = NULL;
    return el_wget(editor, EL_EDITOR, &name) == 0 && name != NULL && wcscmp(name, L"vi") == 0;
}

/// Whether lines are edited at all (the user's settings may have said `edit off`).
static inline int clibedit_edits(EditLine *editor) {
    int yes = 0;
    return el_wget(editor, EL_EDITMODE, &yes) == 0 && yes != 0;
}

/// A capability of the terminal by its name in termcap; NULL or empty when it has none.
static inline const char *clibedit_capability(EditLine *editor, const char *name) {
    char *text = NULL;
    return el_wget(editor, EL_GETTC, name, &text) == 0 ? text : NULL;
}

/// While a cell is edited, every key comes as the character it sends: no signals, no flow control, and Enter (CR) and
/// Ctrl-J (LF) as themselves, as pasted text needs them.
static inline int clibedit_take_all_keys(EditLine *editor) {
    return el_wset(editor, EL_SETTY, L"-d", L"-isig", L"-icrnl", L"-inlcr", L"-ixon", (const wchar_t *)NULL);
}

/// Puts the terminal into the mode for editing (1) or back into the one of before (0).
static inline int clibedit_prepare_terminal(EditLine *editor, int editing) {
    return el_wset(editor, EL_PREP_TERM, editing);
}

/// Has libedit think of another screen, whatever the terminal's size is, and forget what it thinks is there.
static inline int clibedit_set_screen(EditLine *editor, const wchar_t *columns, const wchar_t *rows) {
    int width = el_wset(editor, EL_SETTC, L"co", columns, (const wchar_t *)NULL);
    int height = el_wset(editor, EL_SETTC, L"li", rows, (const wchar_t *)NULL);
    return width == 0 && height == 0 ? 0 : -1;
}

/// Has libedit work out afresh where everything stands on its screen.
static inline int clibedit_refresh(EditLine *editor) { return el_wset(editor, EL_REFRESH); }

// Keys.

/// Adds a command; libedit keeps the pointers to the name and the help.
static inline int clibedit_add_command(
    EditLine *editor, const wchar_t *name, const wchar_t *help, clibedit_command command
) {
    return el_wset(editor, EL_ADDFN, name, help, command);
}

static inline int clibedit_bind(EditLine *editor, const wchar_t *key, const wchar_t *command) {
    return el_wset(editor, EL_BIND, key, command, (const wchar_t *)NULL);
}

/// Binds a key of vi's command mode.
static inline int clibedit_bind_alternative(EditLine *editor, const wchar_t *key, const wchar_t *command) {
    return el_wset(editor, EL_BIND, L"-a", key, command, (const wchar_t *)NULL);
}

// History.

static inline int clibedit_use_history(EditLine *editor, HistoryW *history) {
    return el_wset(editor, EL_HIST, history_w, history);
}

static inline int clibedit_set_history_size(HistoryW *history, int size) {
    HistEventW event;
    return history_w(history, &event, H_SETSIZE, size);
}

/// Adds one entry, which libedit copies; gives -1 when there is no memory for it.
static inline int clibedit_add_history(HistoryW *history, const wchar_t *entry) {
    HistEventW event;
    return history_w(history, &event, H_ENTER, entry);
}
