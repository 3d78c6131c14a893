// Undefines the macros of vectors.h, so that they can be redefined for another kind of processor.
#undef V4
#undef LOAD
#undef STORE
#undef ALL
#undef FMA
#undef FMA1
