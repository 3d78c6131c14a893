// Shorthands for vectors of four numbers, whatever the register width; FMA rounds once.
#define V4 NAME(v4)
#define LOAD(pointer) (*(const V4 *)(pointer))
#define STORE(pointer, vector) (*(V4 *)(pointer) = (vector))
#define ALL(number) ((V4){number, number, number, number})

#define FMA NAME(fused)
#define FMA1 NAME(fused1)
