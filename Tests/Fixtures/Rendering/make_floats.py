"""repr(float): 200 digests of 100 random bit patterns each, then a readable list, in floats.txt."""
from common import Generator, digest, from_bits, to_bits, write

lines = []
for block in range(200):
    generator = Generator(block)
    state = digest("")
    for _ in range(100):
        state = digest(repr(from_bits(generator.next())) + "\n", state)
    lines.append(f"{state:016x}")
lines.append("")

values = [0.0, -0.0, 1.0, -1.0, 0.1, 0.3, 1e-4, 9.999e-5, 1e-5, 1e15, 1e16, 9999999999999998.0, 1e17, 1e22, 1e23, 5e-324,
          -5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"),
          0.51203891744213, 2.0**53, 2.0**53 - 1, 2.0**53 + 2, 2.0**54, 2.0**54 + 4, 123456789012345680.0, 0.1 + 0.2,
          9007199254740993.0, 12345678901234.5, 100.0, 1234567.0, 9e15, 9.5e15]
values += [2.0**k for k in range(-1074, 1024, 7)] + [10.0**k for k in range(-320, 309, 13)]
generator = Generator(4711)
values += [from_bits(generator.next()) for _ in range(100)]
values += [(generator.next() >> 11) * 2.0**-53 * 10.0 ** (generator.below(24) - 6) for _ in range(200)]
for value in values:
    lines.append(f"{to_bits(value):016x} {value!r}")
write("floats.txt", lines)
