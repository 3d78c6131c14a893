// Kernels that core.c never chooses.
//
// OpenBLAS has a set of kernels for each of twenty processors, and tables of their addresses. A table is taken from the
// archive, and about a megabyte of kernels with it, unless its name is defined here. Kept are those for Haswell, and for
// Prescott, which any x86-64 processor runs.
#if defined(__linux__) && defined(__x86_64__)
#define LEFT_OUT(name) \
    extern char gotoblas_##name[1]; \
    char gotoblas_##name[1]

LEFT_OUT(ATOM);
LEFT_OUT(BARCELONA);
LEFT_OUT(BOBCAT);
LEFT_OUT(BULLDOZER);
LEFT_OUT(COOPERLAKE);
LEFT_OUT(CORE2);
LEFT_OUT(DUNNINGTON);
LEFT_OUT(EXCAVATOR);
LEFT_OUT(NANO);
LEFT_OUT(NEHALEM);
LEFT_OUT(OPTERON);
LEFT_OUT(OPTERON_SSE3);
LEFT_OUT(PENRYN);
LEFT_OUT(PILEDRIVER);
LEFT_OUT(SANDYBRIDGE);
LEFT_OUT(SKYLAKEX);
LEFT_OUT(STEAMROLLER);
LEFT_OUT(ZEN);
#endif
