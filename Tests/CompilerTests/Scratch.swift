import Compiler
import Syntax
import Testing
@Suite struct Scratch { @Test func s() throws {
 let p = Parser(commands: CommandTable { _ in nil })
 let src = """
def f(n, k=2):
    s = 0
    for i in range(n):
        if i % 3 == 0:
            s += i * 0.5
        elif not (i < 4 and s > 2):
            s -= 1
        else:
            break
    a, b = s, n
    a, b = b, a
    l = [x * y for x in range(3) for y in [x] if x]
    l.append(a)
    g = lambda z: z + s
    return f"{g(1):.3f} {a!r}"
x[1:3] += f(3, k=4, *l)
x[i, 0, :] = y = x[-1]
while True:
    print(x, end="")
x.T @ w
"""
 let c = try Compiler.compile(try p.parse(src))
 print(c.listing(of: src))
}}
