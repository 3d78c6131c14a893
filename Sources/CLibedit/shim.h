// What Swift can't reach of libedit by itself: el_set, el_wset, el_wget and history_w are variadic, so each use of them
// has a typed wrapper here, and the standard streams are global variables, which Swift 6 takes for shared mutable state.
// Names that libedit may keep without copying (commands and their help) are literals, so that they live for ever.
#pragma once
#include <histedit.h>
#include <stdio.h>
#include <wchar.h>

/// Gives the wide text of a prompt; the text must live until the next call.
typedef wchar_t *(*clibedit_prompt_text)(EditLine *editor);

/// A command that keys can be bound to: takes the key, gives one of the CC_ values.
typedef unsigned char (*clibedit_command)(EditLine *editor, wint_t key);

static inline FILE *clibedit_standard_input(void) { return stdin; }
static inline FILE *clibedit_standard_output(void) { return stdout; }
static inline FILE *clibedit_standard_error(void) { return stderr; }

// The editor's own settings. Each gives 0, or -1 when libedit refuses.

static inline int clibedit_set_client_data(EditLine *editor, void *data) {
    return el_wset(editor, EL_CLIENTDATA, data);
}

static inline void *clibedit_client_data(EditLine *editor) {
    void *data = NULL;
    return el_wget(editor, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

/// The left prompt; what stands between two `escape` characters in it is sent as it is and takes no columns.
static inline int clibedit_set_prompt(EditLine *editor, clibedit_prompt_text text, wchar_t escape) {
    return el_wset(editor, EL_PROMPT_ESC, text, escape);
}

/// The prompt at the right edge, with the same meaning of `escape`.
static inline int clibedit_set_right_prompt(EditLine *editor, clibedit_prompt_text text, wchar_t escape) {
    return el_wset(editor, EL_RPROMPT_ESC, text, escape);
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

/// Has libedit handle signals while it reads: it gives the terminal back before a signal acts, and takes it again after.
static inline int clibedit_handle_signals(EditLine *editor, int yes) { return el_wset(editor, EL_SIGNAL, yes); }

/// While a line is edited, the terminal sends Ctrl-C, Ctrl-Z and Ctrl-\ as characters and not as signals.
static inline int clibedit_take_signal_keys(EditLine *editor) {
    return el_wset(editor, EL_SETTY, L"-d", L"-isig", (const wchar_t *)NULL);
}

/// Puts the terminal into the mode for editing (1) or back into the one of before (0).
static inline int clibedit_prepare_terminal(EditLine *editor, int editing) {
    return el_wset(editor, EL_PREP_TERM, editing);
}

/// Draws prompt and line afresh where the terminal's cursor is.
static inline int clibedit_refresh(EditLine *editor) { return el_wset(editor, EL_REFRESH); }

// Keys. Each is bound in the first key map and in the alternative one (vi's command mode).

static inline int clibedit_bind(EditLine *editor, const wchar_t *key, const wchar_t *command) {
    int main_map = el_wset(editor, EL_BIND, key, command, (const wchar_t *)NULL);
    int other_map = el_wset(editor, EL_BIND, L"-a", key, command, (const wchar_t *)NULL);
    return main_map == 0 && other_map == 0 ? 0 : -1;
}

static inline int clibedit_add_interrupt(EditLine *editor, clibedit_command command) {
    return el_wset(editor, EL_ADDFN, L"descent-interrupt", L"Drop the line", command);
}

static inline int clibedit_add_suspend(EditLine *editor, clibedit_command command) {
    return el_wset(editor, EL_ADDFN, L"descent-suspend", L"Stop and leave to the shell", command);
}

static inline int clibedit_bind_interrupt(EditLine *editor) {
    return clibedit_bind(editor, L"^C", L"descent-interrupt");
}

static inline int clibedit_bind_suspend(EditLine *editor) { return clibedit_bind(editor, L"^Z", L"descent-suspend"); }

static inline int clibedit_bind_search(EditLine *editor) { return clibedit_bind(editor, L"^R", L"em-inc-search-prev"); }

/// Binds U+0080, which no keyboard has, to drawing the line again.
static inline int clibedit_bind_redisplay(EditLine *editor) { return clibedit_bind(editor, L"\\200", L"ed-redisplay"); }

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
