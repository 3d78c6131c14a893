#ifndef PYTHON_MODULES_H
#define PYTHON_MODULES_H

// The source of a module written in Python, from the files in this folder; null if there is no module of the name.
const char *_Nullable python_module_source(const char *_Nonnull name);

#endif
