// Takes the words of vectors.h back, so that they can be made for another kind of processor.
#undef V4
#undef LOAD
#undef STORE
#undef ALL
#undef FMA
#undef FMA1
