#ifndef PYTHON_MODULES_H
#define PYTHON_MODULES_H

// The source of a module that is written in Python, as it stands in the files beside this; null if there is none of the name.
const char *_Nullable python_module_source(const char *_Nonnull name);

#endif
